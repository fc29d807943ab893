import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useIsolatedStores } from '../../../../test/isolated-stores.ts'
import { startTestApi, type TestApi } from '../../../../test/api.ts'
import { placeTestOrder, type PlacedOrder } from '../../../../test/bank/bank.ts'
import { CARDS, changeIn, goodCard, payByTestCard, rowsIn } from '../../../../test/card.ts'
import { merchant, headersOf } from '../../../../test/member.ts'
import { createShop, type TestShop } from '../../../../test/shop.ts'
import { cardRequestToken } from './card-request-token.ts'

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let api: TestApi
let shop: TestShop
let certifier: Record<string, string>
let stranger: Record<string, string>

beforeAll(async () => {
  stores = await useIsolatedStores()
  api = await startTestApi()
  shop = await createShop(api)
  certifier = await headersOf(api, shop, 'CERTIFIER')
  stranger = await headersOf(api, await createShop(api), 'OWNER')
})
afterAll(async () => {
  await api?.stop()
  await stores?.drop()
})

interface Answer {
  order?: { status: string; cardPayment: Record<string, unknown> } | null
  keptDigits?: string | null
  missingDigits?: number | null
  userErrors: { code: string; field: string[] | null }[]
}

const CERTIFY = `mutation ($input: CertifyPaymentInput!) { verb: certifyPayment(input: $input) {
  order { status cardPayment { revealable expiryMonth expiryYear certification { outcome amount { amount } authorizationNumber certifiedBy { name } }
    certifications { outcome } } } userErrors { code field } } }`
const REVEAL = `mutation ($orderCode: String!, $paymentId: ID!) { verb: revealCard(orderCode: $orderCode, paymentId: $paymentId) {
  keptDigits missingDigits userErrors { code field } } }`
const REQUEST = `mutation ($orderCode: String!) { verb: requestCard(orderCode: $orderCode) { order { status } userErrors { code field } } }`

async function ask(query: string, variables: Record<string, unknown>, headers = certifier): Promise<Answer> {
  const { data, errors } = await merchant<{ verb: Answer } | null>(api, query, variables, headers)
  if (!data) throw new Error(JSON.stringify(errors))
  return data.verb
}

const certify = (paid: Paid, wishes: Record<string, unknown>, headers = certifier) =>
  ask(
    CERTIFY,
    { input: { orderCode: paid.code, paymentId: paid.paymentId, outcome: 'APPROVED', ...wishes } },
    headers,
  )
const reveal = (paid: Paid, headers = certifier) =>
  ask(REVEAL, { orderCode: paid.code, paymentId: paid.paymentId }, headers)

type Paid = PlacedOrder & { paymentId: string }

async function pay(order: PlacedOrder): Promise<Paid> {
  expect((await payByTestCard(api, order)).userErrors).toEqual([])
  const [row] = await rowsIn<{ id: string }>(
    api,
    shop,
    `select p.id from card_payment p join "order" o on o.id = p.order_id where o.code = $1 and p.status = 'OPEN'`,
    order.code,
  )
  return { ...order, paymentId: row?.id ?? '' }
}
const paid = async () => pay(await placeTestOrder(api, shop))

async function stateOf({ code, paymentId }: Paid) {
  const [row] = await rowsIn<{
    status: string
    kept: number
    mails: string[]
    audit: string[]
    events: string[]
  }>(
    api,
    shop,
    `select p.status, (select count(*)::int from card_kept where payment_id = p.id) as kept,
       array(select kind from mail where order_id = o.id and kind not in ('ORDER_CONFIRMATION', 'CARD_FRAGMENT') order by created_at, id) as mails,
       array(select action from audit_entry where subject like o.code || '%' order by at) as audit,
       array(select kind from order_event where order_id = o.id order by at, id) as events
     from card_payment p join "order" o on o.id = p.order_id where o.code = $1 and p.id = $2`,
    code,
    paymentId,
  )
  return row
}

describe('certifyPayment', () => {
  test('APPROVED: paid, digits and expiry erased, the buyer told', async () => {
    const order = await paid()
    const answer = await certify(order, { authorizationNumber: ' 12aB56 ', note: 'by telephone' })
    expect(answer.userErrors).toEqual([])
    expect(answer.order).toMatchObject({
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
    expect(await stateOf(order)).toMatchObject({
      status: 'APPROVED',
      kept: 0,
      mails: ['PAYMENT_CONFIRMATION'],
      audit: ['certifyPayment APPROVED'],
    })
  })

  test('REFUSED: payable again, digits erased, the buyer told; a second card can follow', async () => {
    const order = await paid()
    expect((await certify(order, { outcome: 'REFUSED' })).order?.status).toBe('PAYMENT_REFUSED')
    expect(await stateOf(order)).toMatchObject({ status: 'REFUSED', kept: 0, mails: ['PAYMENT_REFUSED'] })
    const again = await pay(order)
    expect((await certify(again, { authorizationNumber: '1' })).order?.status).toBe('PAID')
  })

  test('REFERRAL keeps everything; a final answer may follow', async () => {
    const order = await paid()
    const answer = await certify(order, { outcome: 'REFERRAL' })
    expect(answer.order).toMatchObject({
      status: 'AWAITING_CERTIFICATION',
      cardPayment: { revealable: true, certification: null, certifications: [{ outcome: 'REFERRAL' }] },
    })
    expect(await stateOf(order)).toMatchObject({ status: 'OPEN', kept: 1, mails: [] })
    expect((await certify(order, { authorizationNumber: 'A1' })).order?.status).toBe('PAID')
  })

  test.each([
    ['no number', {}, 'REQUIRED'],
    ['a blank number', { authorizationNumber: '  ' }, 'REQUIRED'],
    ['seven signs', { authorizationNumber: '1234567' }, 'AUTHORIZATION_NUMBER_INVALID'],
    ['a sign that is none', { authorizationNumber: '12-456' }, 'AUTHORIZATION_NUMBER_INVALID'],
    ['letters of another script', { authorizationNumber: '１２３' }, 'AUTHORIZATION_NUMBER_INVALID'],
  ])('APPROVED with %s is refused', async (_what, wishes, code) => {
    const order = await paid()
    expect(await certify(order, wishes)).toMatchObject({
      order: null,
      userErrors: [{ code, field: ['authorizationNumber'] }],
    })
    expect(await stateOf(order)).toMatchObject({ status: 'OPEN', kept: 1, mails: [] })
  })

  test('is final: once of two at the same time, and never after the payment was closed', async () => {
    const order = await paid()
    const answers = await Promise.all([
      certify(order, { authorizationNumber: '1' }),
      certify(order, { outcome: 'REFUSED' }),
    ])
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual([
      'ALREADY_CERTIFIED',
    ])
    const closed = await paid()
    await ask(REQUEST, { orderCode: closed.code })
    expect((await certify(closed, { authorizationNumber: '1' })).userErrors).toMatchObject([
      { code: 'PAYMENT_CLOSED' },
    ])
  })

  test('stays possible once retention has erased the digits', async () => {
    const order = await paid()
    await changeIn(api, shop, 'delete from card_kept where payment_id = $1', order.paymentId)
    expect((await reveal(order)).userErrors).toMatchObject([{ code: 'NOT_REVEALABLE' }])
    expect((await certify(order, { authorizationNumber: '1' })).order?.status).toBe('PAID')
  })
})

describe('revealCard', () => {
  test('gives all but the last six digits, and writes it down each time', async () => {
    const order = await paid()
    for (const _time of [1, 2]) {
      const { keptDigits, missingDigits, userErrors } = await reveal(order)
      expect(userErrors).toEqual([])
      expect(keptDigits === goodCard.number.slice(0, -6)).toBe(true)
      expect(missingDigits).toBe(6)
    }
    const state = await stateOf(order)
    expect(state?.audit).toEqual(['revealCard', 'revealCard'])
    expect(state?.events.filter((kind) => kind === 'CARD_REVEALED')).toHaveLength(2)
  })

  test('not once the payment ended, nor past its retention; that it was asked for is audited', async () => {
    const certified = await paid()
    await certify(certified, { authorizationNumber: '1' })
    const old = await paid()
    await changeIn(api, shop, 'update card_kept set erase_at = now() where payment_id = $1', old.paymentId)
    for (const order of [certified, old]) {
      expect(await reveal(order)).toMatchObject({
        keptDigits: null,
        userErrors: [{ code: 'NOT_REVEALABLE' }],
      })
      expect((await stateOf(order))?.audit.at(-1)).toBe('revealCard refused')
    }
  })

  test('not what was sealed for another payment', async () => {
    const [mine, other] = [await paid(), await paid()]
    await changeIn(
      api,
      shop,
      'update card_kept k set sealed = o.sealed from card_kept o where k.payment_id = $1 and o.payment_id = $2',
      mine.paymentId,
      other.paymentId,
    )
    expect((await reveal(mine)).userErrors).toMatchObject([{ code: 'NOT_REVEALABLE' }])
  })
})

test('another shop’s member finds nothing: reveal, certify, request', async () => {
  const order = await paid()
  const expected = { userErrors: [{ code: 'NOT_FOUND' }] }
  expect(await reveal(order, stranger)).toMatchObject({ keptDigits: null, ...expected })
  expect(await certify(order, { authorizationNumber: '1' }, stranger)).toMatchObject(expected)
  expect(await ask(REQUEST, { orderCode: order.code }, stranger)).toMatchObject(expected)
  expect(await reveal({ ...order, paymentId: (await paid()).paymentId })).toMatchObject(expected)
  expect(await stateOf(order)).toMatchObject({ status: 'OPEN', kept: 1, audit: [] })
})

describe('requestCard', () => {
  const linkOf = async (order: Paid) => {
    const [row] = await rowsIn<{ request: string; page: string; order_id: string }>(
      api,
      shop,
      `select m.details->>'requestId' as request, m.details->>'page' as page, m.order_id from mail m
       join "order" o on o.id = m.order_id where o.code = $1 and m.kind = 'CARD_REQUEST' order by m.created_at desc, m.id desc limit 1`,
      order.code,
    )

    const owner = { shopId: shop.id, id: row?.order_id ?? '' }
    return { page: row?.page, token: cardRequestToken(api.app.env.orderTokenKey, owner, row?.request ?? '') }
  }

  test('closes the payment, erases its digits, and its link takes a card once', async () => {
    const order = await paid()
    expect((await ask(REQUEST, { orderCode: order.code })).order?.status).toBe('PENDING_PAYMENT')
    expect(await stateOf(order)).toMatchObject({
      status: 'CLOSED',
      kept: 0,
      mails: ['CARD_REQUEST'],
      audit: ['requestCard'],
    })
    const { page, token } = await linkOf(order)
    expect(page).toBe(`${shop.origin}/card`)

    const card = { ...goodCard, number: CARDS.MASTERCARD, brand: 'MASTERCARD' }
    const wrong = await payByTestCard(api, { ...order, token }, { card: { ...card, brand: 'VISA' } })
    expect(wrong).toMatchObject({ order: { code: order.code }, userErrors: [{ code: 'CARD_TYPE_MISMATCH' }] })
    const idempotencyKey = crypto.randomUUID()
    for (const _time of [1, 2]) {
      const answer = await payByTestCard(api, { ...order, token }, { card, idempotencyKey })
      expect(answer).toMatchObject({ order: { status: 'AWAITING_CERTIFICATION' }, userErrors: [] })
    }
    const used = await payByTestCard(api, { ...order, token }, { card })
    expect(used).toMatchObject({ order: null, userErrors: [{ code: 'ORDER_NOT_FOUND' }] })
  })

  test('the newest link alone is good, for 72 h, for its order', async () => {
    const order = await paid()
    await ask(REQUEST, { orderCode: order.code })
    const first = await linkOf(order)
    expect((await ask(REQUEST, { orderCode: order.code })).userErrors).toEqual([])
    const second = await linkOf(order)
    expect((await payByTestCard(api, { ...order, token: first.token })).userErrors[0]?.code).toBe(
      'ORDER_NOT_FOUND',
    )
    const other = await placeTestOrder(api, shop)
    expect((await payByTestCard(api, { ...other, token: second.token })).userErrors[0]?.code).toBe(
      'ORDER_NOT_FOUND',
    )
    await changeIn(
      api,
      shop,
      "update card_request set expires_at = now() - interval '1 second' where shop_id = $1",
      shop.id,
    )
    expect((await payByTestCard(api, { ...order, token: second.token })).userErrors[0]?.code).toBe(
      'ORDER_NOT_FOUND',
    )
  })

  test('not for an order that is paid, or never had a card', async () => {
    const order = await paid()
    await certify(order, { authorizationNumber: '1' })
    const fresh = await placeTestOrder(api, shop)
    for (const { code } of [order, fresh])
      expect((await ask(REQUEST, { orderCode: code })).userErrors).toMatchObject([
        { code: 'CARD_NOT_REQUESTABLE' },
      ])
    expect(await stateOf(order)).toMatchObject({ status: 'APPROVED' })
  })
})
