import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { processPendingEvents, timelineOf } from '../../../../test/events.ts'
import { useIsolatedStores } from '../../../../test/isolated-stores.ts'
import { startTestApi, type TestApi } from '../../../../test/api.ts'
import { executeInShop, queryInShop } from '../../../../test/sql.ts'
import { createCertificationScenario, type CertificationScenario } from '../../../../test/certification.ts'
import { headersOf } from '../../../../test/member.ts'
import { createShop } from '../../../../test/shop.ts'

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let api: TestApi
let scenario: CertificationScenario

beforeAll(async () => {
  stores = await useIsolatedStores()
  api = await startTestApi()
  scenario = await createCertificationScenario(api)
})
afterAll(async () => {
  await api?.stop()
  await stores?.drop()
})

describe('certifyPayment', () => {
  test('APPROVED makes the order PAID, erases kept digits and expiry and mails the buyer', async () => {
    const order = await scenario.placeOrderWithCard()
    const payload = await scenario.certify(order, { authorizationNumber: ' 12aB56 ', note: 'by telephone' })
    expect(payload.userErrors).toEqual([])
    expect(payload.order).toMatchObject({
      status: 'PAID',
      cardPayment: {
        revealable: false,
        expiryMonth: null,
        expiryYear: null,
        certification: {
          outcome: 'APPROVED',
          amount: { amount: order.total },
          authorizationNumber: '12aB56',
        },
      },
    })
    expect(await scenario.stateOf(order)).toMatchObject({
      status: 'APPROVED',
      kept: 0,
      mails: ['PAYMENT_CONFIRMATION'],
      audit: ['certifyPayment APPROVED'],
    })
  })

  test('says whether the member who certified had revealed the card', async () => {
    const certificationOf = async (order: Awaited<ReturnType<CertificationScenario['placeOrderWithCard']>>) =>
      (await scenario.certify(order, { authorizationNumber: '1' })).order?.cardPayment.certification
    const unseen = await scenario.placeOrderWithCard()
    expect(await certificationOf(unseen)).toMatchObject({ certifierRevealedCard: false })

    const seenByOther = await scenario.placeOrderWithCard()
    await scenario.reveal(seenByOther, await headersOf(api, scenario.shop, 'MANAGER'))
    expect(await certificationOf(seenByOther)).toMatchObject({ certifierRevealedCard: false })

    const seen = await scenario.placeOrderWithCard()
    await scenario.reveal(seen)
    expect(await certificationOf(seen)).toMatchObject({ certifierRevealedCard: true })

    const secondCard = await scenario.placeOrderWithCard()
    await scenario.reveal(secondCard)
    await scenario.certify(secondCard, { outcome: 'REFUSED' })
    expect(await certificationOf(await scenario.payByCard(secondCard))).toMatchObject({
      certifierRevealedCard: false,
    })
  })

  test('a reveal from before there were domain events counts too, but not that of an earlier card', async () => {
    const order = await scenario.placeOrderWithCard()
    await executeInShop(
      api,
      scenario.shop,
      `insert into order_event (id, shop_id, order_id, kind, by, message)
       select gen_random_uuid(), o.shop_id, o.id, 'CARD_REVEALED', m.name, 'Kept digits shown'
       from "order" o join membership s on s.shop_id = o.shop_id and s.role = 'CERTIFIER' join member m on m.id = s.member_id
       where o.code = $1`,
      order.code,
    )
    const payload = await scenario.certify(order, { outcome: 'REFUSED' })
    expect(payload.order?.cardPayment.certification).toMatchObject({ certifierRevealedCard: true })

    const secondCard = await scenario.payByCard(order)
    const second = await scenario.certify(secondCard, { authorizationNumber: '1' })
    expect(second.order?.cardPayment.certification).toMatchObject({ certifierRevealedCard: false })
  })

  test('REFUSED erases the kept digits, mails the buyer and lets the order be paid with a second card', async () => {
    const order = await scenario.placeOrderWithCard()
    expect((await scenario.certify(order, { outcome: 'REFUSED' })).order?.status).toBe('PAYMENT_REFUSED')
    expect(await scenario.stateOf(order)).toMatchObject({
      status: 'REFUSED',
      kept: 0,
      mails: ['PAYMENT_REFUSED'],
    })
    const second = await scenario.payByCard(order)
    expect((await scenario.certify(second, { authorizationNumber: '1' })).order?.status).toBe('PAID')
  })

  test('REFUSED records why the bank declined; other outcomes have no such reason', async () => {
    const declineReason = 'STRONG_AUTHENTICATION_REQUIRED'
    const refused = await scenario.placeOrderWithCard()
    const payload = await scenario.certify(refused, { outcome: 'REFUSED', declineReason })
    expect(payload.order?.cardPayment.certification).toMatchObject({ outcome: 'REFUSED', declineReason })
    const approved = await scenario.placeOrderWithCard()
    const paid = await scenario.certify(approved, { authorizationNumber: '1', declineReason })
    expect(paid.order?.cardPayment.certification).toMatchObject({ outcome: 'APPROVED', declineReason: null })
  })

  test('REFERRAL keeps the digits, sends no mail and allows a final answer later', async () => {
    const order = await scenario.placeOrderWithCard()
    const payload = await scenario.certify(order, { outcome: 'REFERRAL' })
    expect(payload.order).toMatchObject({
      status: 'AWAITING_CERTIFICATION',
      cardPayment: { revealable: true, certification: null, certifications: [{ outcome: 'REFERRAL' }] },
    })
    expect(await scenario.stateOf(order)).toMatchObject({ status: 'OPEN', kept: 1, mails: [] })
    expect((await scenario.certify(order, { authorizationNumber: 'A1' })).order?.status).toBe('PAID')
  })

  test.each([
    ['no authorization number', {}, 'REQUIRED'],
    ['a blank authorization number', { authorizationNumber: '  ' }, 'REQUIRED'],
    ['seven characters', { authorizationNumber: '1234567' }, 'AUTHORIZATION_NUMBER_INVALID'],
    ['a hyphen', { authorizationNumber: '12-456' }, 'AUTHORIZATION_NUMBER_INVALID'],
    ['full-width digits', { authorizationNumber: '１２３' }, 'AUTHORIZATION_NUMBER_INVALID'],
  ])('rejects APPROVED with %s', async (_description, input, code) => {
    const order = await scenario.placeOrderWithCard()
    expect(await scenario.certify(order, input)).toMatchObject({
      order: null,
      userErrors: [{ code, field: ['authorizationNumber'] }],
    })
    expect(await scenario.stateOf(order)).toMatchObject({ status: 'OPEN', kept: 1, mails: [] })
  })

  describe('of another amount than the total', () => {
    const authorizationNumber = 'A1'

    test.each([
      ['without a confirmation', -1, null],
      ['with the confirmation of a third amount', -1, -2],
      ['with the confirmation of the total', -1, 0],
      ['above the total', 1, null],
      ['above the total, even when confirmed', 1, 1],
    ])('is rejected %s', async (_description, difference, accepted) => {
      const order = await scenario.placeOrderWithCard()
      const amount = order.total + difference
      const acceptedAmount = accepted === null ? null : order.total + accepted
      expect(await scenario.certify(order, { authorizationNumber, amount, acceptedAmount })).toMatchObject({
        order: null,
        userErrors: [
          difference > 0
            ? { code: 'AMOUNT_ABOVE_TOTAL', field: ['amount'] }
            : { code: 'AMOUNT_NOT_CONFIRMED', field: ['acceptedAmount'] },
        ],
      })
      expect(await scenario.stateOf(order)).toMatchObject({ status: 'OPEN', kept: 1, mails: [] })
    })

    test('is accepted when confirmed, and shown on the order, in its timeline, mail and audit log', async () => {
      const order = await scenario.placeOrderWithCard()
      const payload = await scenario.certify(order, { authorizationNumber, amount: 1, acceptedAmount: 1 })
      expect(payload.userErrors).toEqual([])
      expect(payload.order).toMatchObject({
        status: 'PAID',
        cardPayment: { certification: { amount: { amount: 1 } } },
      })
      await processPendingEvents(api, scenario.shop)
      const [row] = await queryInShop<{ details: object; subject: string }>(
        api,
        scenario.shop,
        `select m.details, a.subject from "order" o
           join mail m on m.order_id = o.id and m.kind = 'PAYMENT_CONFIRMATION'
           join audit_entry a on a.subject like o.code || ' %' and a.action = 'certifyPayment APPROVED'
         where o.code = $1`,
        order.code,
      )
      expect((await timelineOf(api, scenario.shop, order.code)).at(-1)?.message).toMatch(
        /^Paiement accepté par la banque pour 0,01\s€ au lieu de [\d,]+\s€\.$/,
      )
      expect(row?.details).toEqual({ amount: 1 })
      expect(row?.subject).toMatch(new RegExp(` 1 of ${order.total} EUR$`))
    })

    test('needs no confirmation when the bank declined', async () => {
      const order = await scenario.placeOrderWithCard()
      expect((await scenario.certify(order, { outcome: 'REFUSED', amount: 1 })).order?.status).toBe(
        'PAYMENT_REFUSED',
      )
    })
  })

  test('accepts only one of two concurrent final answers', async () => {
    const order = await scenario.placeOrderWithCard()
    const payloads = await Promise.all([
      scenario.certify(order, { authorizationNumber: '1' }),
      scenario.certify(order, { outcome: 'REFUSED' }),
    ])
    expect(payloads.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual([
      'ALREADY_CERTIFIED',
    ])
  })

  test('rejects an answer for a payment that was closed by a card request', async () => {
    const order = await scenario.placeOrderWithCard()
    await scenario.requestCard(order)
    expect((await scenario.certify(order, { authorizationNumber: '1' })).userErrors).toMatchObject([
      { code: 'PAYMENT_CLOSED' },
    ])
  })

  test('is still possible after retention erased the kept digits', async () => {
    const order = await scenario.placeOrderWithCard()
    await executeInShop(api, scenario.shop, 'delete from card_kept where payment_id = $1', order.paymentId)
    expect((await scenario.reveal(order)).userErrors).toMatchObject([{ code: 'NOT_REVEALABLE' }])
    expect((await scenario.certify(order, { authorizationNumber: '1' })).order?.status).toBe('PAID')
  })
})

test('reveal, certify and request return NOT_FOUND to the owner of another shop, and for another order’s payment', async () => {
  const otherOwner = await headersOf(api, await createShop(api), 'OWNER')
  const order = await scenario.placeOrderWithCard()
  const notFound = { userErrors: [{ code: 'NOT_FOUND' }] }
  expect(await scenario.reveal(order, otherOwner)).toMatchObject({ keptDigits: null, ...notFound })
  expect(await scenario.certify(order, { authorizationNumber: '1' }, otherOwner)).toMatchObject(notFound)
  expect(await scenario.requestCard(order, otherOwner)).toMatchObject(notFound)
  const { paymentId } = await scenario.placeOrderWithCard()
  expect(await scenario.reveal({ ...order, paymentId })).toMatchObject(notFound)
  expect(await scenario.stateOf(order)).toMatchObject({ status: 'OPEN', kept: 1, audit: [] })
})
