import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { graphql, type TestApi } from '../../../test/api.ts'
import {
  bankStateOf,
  startBankPayment,
  createTestContract,
  type TestContract,
} from '../../../test/bank/bank-payment.ts'
import { startApiAndBank, type PlacedOrder, type TestBank } from '../../../test/bank/bank.ts'
import { changeIn, payByTestCard, rowsIn } from '../../../test/card.ts'
import { stockOf } from '../../../test/checkout.ts'
import { createMember, merchant, membershipHeaders, headersOf } from '../../../test/member.ts'

let api: TestApi
let bank: TestBank
let stop: (() => Promise<void>) | undefined
let contract: TestContract
let manager: Record<string, string>

beforeAll(async () => {
  ;({ api, bank, stop } = await startApiAndBank([1]))
  contract = await createTestContract(api, bank, 'lyra', { stock: 1000 })
  const member = await createMember(api, [{ shop: contract.shop, role: 'MANAGER' }])
  manager = await membershipHeaders(api, member, contract.shop)
})
afterAll(() => stop?.())

const UNMATCHED_PAYMENT = `id reason closedAt bank reference bankTransactionId amount { amount currency } bankPaymentId notAcceptable
  order { code status email } steps { kind by { name } amount { amount currency } bankReference note }`

interface UnmatchedPayment {
  id: string
  reason: string
  closedAt: string | null
  bank: string | null
  reference: string | null
  bankTransactionId: string | null
  amount: { amount: number; currency: string } | null
  notAcceptable: string | null
  order: { code: string; status: string; email: string } | null
  steps: { kind: string; note: string | null; amount: unknown; bankReference: string | null }[]
}
interface Payload {
  unmatchedPayment: UnmatchedPayment | null
  userErrors: { code: string; field: string[] | null }[]
}

async function request<T>(
  document: string,
  variables: Record<string, unknown> = {},
  headers = manager,
): Promise<T> {
  const { data, errors } = await merchant<T>(api, document, variables, headers)
  expect(errors).toBeUndefined()
  return data
}
const accept = async (unmatchedPaymentId: string, acceptedAmount?: number): Promise<Payload> =>
  (
    await request<{ acceptUnmatchedPayment: Payload }>(
      `mutation ($input: AcceptUnmatchedPaymentInput!) { acceptUnmatchedPayment(input: $input) { unmatchedPayment { ${UNMATCHED_PAYMENT} } userErrors { code field } } }`,
      { input: { unmatchedPaymentId, acceptedAmount, note: 'agreed by telephone' } },
    )
  ).acceptUnmatchedPayment
const refund = async (unmatchedPaymentId: string, amount: number, bankReference = 'RB-1'): Promise<Payload> =>
  (
    await request<{ recordUnmatchedPaymentRefund: Payload }>(
      `mutation ($input: RecordUnmatchedPaymentRefundInput!) {
        recordUnmatchedPaymentRefund(input: $input) { unmatchedPayment { ${UNMATCHED_PAYMENT} } userErrors { code field } } }`,
      { input: { unmatchedPaymentId, amount, bankReference } },
    )
  ).recordUnmatchedPaymentRefund
const callById = async (mutation: string, unmatchedPaymentId: string, note?: string): Promise<Payload> =>
  (
    await request<Record<string, Payload>>(
      `mutation ($unmatchedPaymentId: ID!, $note: String) {
        ${mutation}(unmatchedPaymentId: $unmatchedPaymentId, note: $note) { unmatchedPayment { ${UNMATCHED_PAYMENT} } userErrors { code field } } }`,
      { unmatchedPaymentId, note },
    )
  )[mutation]!
const unmatchedPaymentOf = async (order: PlacedOrder): Promise<UnmatchedPayment> => {
  const { order: found } = await request<{ order: { unmatchedPayments: UnmatchedPayment[] } }>(
    `query ($code: String!) { order(code: $code) { unmatchedPayments { ${UNMATCHED_PAYMENT} } } }`,
    { code: order.code },
  )
  expect(found.unmatchedPayments).toHaveLength(1)
  return found.unmatchedPayments[0]!
}
const codesOf = ({ userErrors }: Payload) => userErrors.map(({ code }) => code)
const eventsOf = async (order: PlacedOrder): Promise<string[]> =>
  (
    await rowsIn<{ kind: string }>(
      api,
      contract.shop,
      'select e.kind from order_event e join "order" o on o.id = e.order_id where o.code = $1 order by e.at, e.id',
      order.code,
    )
  ).map(({ kind }) => kind)

/** A buyer pays at the bank, and the order cannot take the payment. */
async function createUnmatchedPayment(
  tamper: 'amount' | 'currency' | 'none',
  before?: (order: PlacedOrder) => Promise<unknown>,
): Promise<{ order: PlacedOrder; unmatchedPayment: UnmatchedPayment }> {
  const { order, id } = await startBankPayment(api, bank, contract)
  await before?.(order)
  await bank.call('POST', `/api/payments/${id}/decide`, { outcome: 'paid', misbehaviour: { tamper } })
  return { order, unmatchedPayment: await unmatchedPaymentOf(order) }
}
const setStatus = (status: string) => (order: PlacedOrder) =>
  changeIn(api, contract.shop, 'update "order" set status = $2 where code = $1', order.code, status)
const setStock = (available: number) =>
  changeIn(api, contract.shop, 'update stock set available = $1', available)

describe('accepting an unmatched payment', () => {
  test('requires confirming another amount, succeeds once, and mails that amount to the buyer', async () => {
    const { order, unmatchedPayment } = await createUnmatchedPayment('amount')
    expect(unmatchedPayment).toMatchObject({
      reason: 'WRONG_AMOUNT',
      bank: 'Banque lyra',
      amount: { amount: 29, currency: 'EUR' },
      notAcceptable: null,
      order: { code: order.code, email: 'camille@buyers.test' },
      steps: [],
    })
    expect(unmatchedPayment.reference).toMatch(/^[a-p]{30}$/)
    for (const amount of [undefined, 28, order.total])
      expect(codesOf(await accept(unmatchedPayment.id, amount))).toEqual(['AMOUNT_NOT_CONFIRMED'])
    expect((await bankStateOf(api, contract.shop, order)).status).toBe('PENDING_PAYMENT')

    const both = await Promise.all([accept(unmatchedPayment.id, 29), accept(unmatchedPayment.id, 29)])
    expect(both.map(codesOf).sort()).toEqual([[], ['UNMATCHED_PAYMENT_CLOSED']])
    expect(both.find(({ unmatchedPayment: accepted }) => accepted)?.unmatchedPayment).toMatchObject({
      closedAt: expect.any(String),
      order: { status: 'PAID' },
      steps: [{ kind: 'ACCEPTED', amount: { amount: 29 }, note: 'agreed by telephone' }],
    })
    expect(await bankStateOf(api, contract.shop, order)).toMatchObject({
      status: 'PAID',
      isPaid: true,
      attempts: ['PAID'],
      mails: ['PAYMENT_NOTICE:RESCUE', 'PAYMENT_CONFIRMATION'],
    })
    const [mail] = await rowsIn<{ details: unknown }>(
      api,
      contract.shop,
      `select m.details from mail m join "order" o on o.id = m.order_id where o.code = $1 and m.kind = 'PAYMENT_CONFIRMATION'`,
      order.code,
    )
    expect(mail?.details).toEqual({ amount: 29 })
    expect(await eventsOf(order)).toEqual([
      'PLACED',
      'BANK_OPENED',
      'BANK_PAYMENT_UNMATCHED',
      'UNMATCHED_PAYMENT_ACCEPTED',
    ])
    const audit = await rowsIn(
      api,
      contract.shop,
      `select action from audit_entry where subject like '%' || $1`,
      unmatchedPayment.id,
    )
    expect(audit).toEqual([{ action: 'unmatchedPayment ACCEPTED' }])
  })

  test('is rejected for another currency', async () => {
    const { unmatchedPayment } = await createUnmatchedPayment('currency')
    expect(unmatchedPayment.notAcceptable).toBe('UNMATCHED_PAYMENT_OTHER_CURRENCY')
    expect(codesOf(await accept(unmatchedPayment.id, unmatchedPayment.amount?.amount))).toEqual([
      'UNMATCHED_PAYMENT_OTHER_CURRENCY',
    ])
  })

  test.each([
    ['PAID', 'ORDER_ALREADY_PAID'],
    ['CANCELLED', 'ORDER_CANCELLED'],
  ])('is rejected if the order is %s', async (status, code) => {
    const { order, unmatchedPayment } = await createUnmatchedPayment('none', setStatus(status))
    expect(unmatchedPayment.notAcceptable).toBe(code)
    expect(codesOf(await accept(unmatchedPayment.id, order.total))).toEqual([code])
    expect(await bankStateOf(api, contract.shop, order)).toMatchObject({ status, attempts: ['RESCUE'] })
  })

  test('of an expired order succeeds once there is stock, and reserves it', async () => {
    const { order, unmatchedPayment } = await createUnmatchedPayment('none', async (placed) => {
      await setStatus('EXPIRED')(placed)
      await setStock(0)
    })
    expect(unmatchedPayment).toMatchObject({ reason: 'OUT_OF_STOCK', notAcceptable: null })
    expect(codesOf(await accept(unmatchedPayment.id))).toEqual(['ORDER_OUT_OF_STOCK'])
    expect((await unmatchedPaymentOf(order)).closedAt).toBeNull()
    await setStock(1000)
    expect(codesOf(await accept(unmatchedPayment.id))).toEqual([])
    expect(await bankStateOf(api, contract.shop, order)).toMatchObject({ status: 'PAID', attempts: ['PAID'] })
    expect(await stockOf(api, contract.shop, 0)).toBe(999)
  })

  test('closes a card payment awaiting certification, erases its digits and tells the merchant not to charge it', async () => {
    const { order, unmatchedPayment } = await createUnmatchedPayment('amount', async (placed) => {
      const { userErrors } = await payByTestCard(api, placed, { abandonOpenAttempt: true })
      expect(userErrors).toEqual([])
    })
    expect(codesOf(await accept(unmatchedPayment.id, 29))).toEqual([])
    const state = await bankStateOf(api, contract.shop, order)
    expect(state.status).toBe('PAID')
    expect(state.mails).toContain('PAYMENT_NOTICE:PAID_DO_NOT_KEY')
    const cards = await rowsIn(
      api,
      contract.shop,
      `select p.status, p.expiry_year, (select count(*)::int from card_kept k where k.payment_id = p.id) as kept
       from card_payment p join "order" o on o.id = p.order_id where o.code = $1`,
      order.code,
    )
    expect(cards).toEqual([{ status: 'CLOSED', expiry_year: null, kept: 0 }])
  })
})

test('a recorded refund has the bank’s reference, closes the unmatched payment and can be undone', async () => {
  const { order, unmatchedPayment } = await createUnmatchedPayment('none', setStatus('CANCELLED'))
  for (const amount of [0, -1, order.total + 1])
    expect(codesOf(await refund(unmatchedPayment.id, amount))).toEqual(['REFUND_AMOUNT_INVALID'])
  expect(codesOf(await refund(unmatchedPayment.id, order.total, ' '))).toEqual(['REQUIRED'])
  expect(codesOf(await callById('recordBuyerContact', unmatchedPayment.id, 'left a message'))).toEqual([])
  expect((await unmatchedPaymentOf(order)).closedAt).toBeNull()
  const both = await Promise.all([
    refund(unmatchedPayment.id, order.total),
    refund(unmatchedPayment.id, order.total),
  ])
  expect(both.map(codesOf).sort()).toEqual([[], ['UNMATCHED_PAYMENT_CLOSED']])
  expect(codesOf(await callById('recordBuyerContact', unmatchedPayment.id))).toEqual([
    'UNMATCHED_PAYMENT_CLOSED',
  ])
  expect(codesOf(await callById('reopenUnmatchedPayment', unmatchedPayment.id, 'wrong line'))).toEqual([])
  expect(codesOf(await callById('reopenUnmatchedPayment', unmatchedPayment.id))).toEqual([
    'UNMATCHED_PAYMENT_NOT_REOPENABLE',
  ])
  const { closedAt, steps } = await unmatchedPaymentOf(order)
  expect(closedAt).toBeNull()
  expect(steps.map(({ kind, note, bankReference }) => [kind, note, bankReference])).toEqual([
    ['CONTACTED', 'left a message', null],
    ['REFUNDED', null, 'RB-1'],
    ['REOPENED', 'wrong line', null],
  ])
  expect((await eventsOf(order)).slice(-3)).toEqual([
    'UNMATCHED_PAYMENT_CONTACTED',
    'UNMATCHED_PAYMENT_REFUNDED',
    'UNMATCHED_PAYMENT_REOPENED',
  ])
  const card = await merchant(
    api,
    'mutation ($unmatchedPaymentId: ID!) { recordBuyerContact(unmatchedPaymentId: $unmatchedPaymentId, note: "4242 4242 4242 4242") { unmatchedPayment { id } } }',
    { unmatchedPaymentId: unmatchedPayment.id },
    manager,
  )
  expect(card.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
})

test('buyer and merchant see RESCUE while it is open, CANCELLED after a refund, PAID after acceptance', async () => {
  const shownTo = async ({ code, token, headers }: PlacedOrder) => {
    const query =
      'query ($code: String!, $token: String!) { order(code: $code, token: $token) { bankAttempt { status bankName } } }'
    const { data } = await graphql<{ order: { bankAttempt: unknown } }>(
      `${api.url}/graphql`,
      query,
      { code, token },
      headers,
    )
    const merchantView = await request<{ order: { bankPayments: unknown[] } }>(
      'query ($code: String!) { order(code: $code) { bankPayments { status bank } } }',
      { code },
    )
    return [data?.order.bankAttempt, ...merchantView.order.bankPayments]
  }
  const bank = 'Banque lyra'
  const both = (status: string) => [
    { status, bankName: bank },
    { status, bank },
  ]
  const { order, unmatchedPayment } = await createUnmatchedPayment('amount')
  expect(await shownTo(order)).toEqual(both('RESCUE'))
  await refund(unmatchedPayment.id, 29)
  expect(await shownTo(order)).toEqual(both('CANCELLED'))
  await callById('reopenUnmatchedPayment', unmatchedPayment.id)
  expect(await shownTo(order)).toEqual(both('RESCUE'))
  await accept(unmatchedPayment.id, 29)
  expect(await shownTo(order)).toEqual(both('PAID'))
})

test('an acceptance cannot be undone', async () => {
  const { unmatchedPayment } = await createUnmatchedPayment('amount')
  await accept(unmatchedPayment.id, 29)
  expect(codesOf(await callById('reopenUnmatchedPayment', unmatchedPayment.id))).toEqual([
    'UNMATCHED_PAYMENT_NOT_REOPENABLE',
  ])
})

test('a payment without order is listed with bank and reference, and the merchant gets a mail', async () => {
  const otherContract = await createTestContract(api, bank, 'lyra')
  const { order, id } = await startBankPayment(api, bank, otherContract)
  await changeIn(api, otherContract.shop, 'update payment_attempt set reference = $1', 'gone')
  await bank.call('POST', `/api/payments/${id}/decide`, { outcome: 'paid' })
  const headers = await headersOf(api, otherContract.shop, 'VIEWER')
  const { unmatchedPayments, openUnmatchedPaymentCount } = await request<{
    unmatchedPayments: { nodes: UnmatchedPayment[] }
    openUnmatchedPaymentCount: number
  }>(
    `{ unmatchedPayments(open: true) { nodes { ${UNMATCHED_PAYMENT} } } openUnmatchedPaymentCount }`,
    {},
    headers,
  )
  expect(openUnmatchedPaymentCount).toBe(1)
  expect(unmatchedPayments.nodes).toMatchObject([
    {
      reason: 'UNKNOWN_REFERENCE',
      bank: 'Banque lyra',
      reference: expect.stringMatching(/^[a-p]{30}$/),
      amount: { amount: order.total, currency: 'EUR' },
      order: null,
      notAcceptable: 'UNMATCHED_PAYMENT_WITHOUT_ORDER',
    },
  ])
  const mails = await rowsIn(
    api,
    otherContract.shop,
    `select recipient, details->>'outcome' as outcome from mail where order_id is null and shop_id = $1`,
    otherContract.shop.id,
  )
  expect(mails).toEqual([{ recipient: `merchant@${otherContract.shop.slug}.test`, outcome: 'RESCUE' }])
})

describe('a refused notification', () => {
  test('is listed with its reason, without signature and card data', async () => {
    const { order, id } = await startBankPayment(api, bank, contract)
    await bank.call('POST', `/api/payments/${id}/decide`, {
      outcome: 'paid',
      misbehaviour: { tamper: 'forged' },
    })
    const { refusedNotifications } = await request<{
      refusedNotifications: {
        totalCount: number
        nodes: { reason: string; fields: { name: string; value: string }[] }[]
      }
    }>(
      '{ refusedNotifications(first: 1) { totalCount nodes { bank reason receivedAt fields { name value } } } }',
    )
    expect(refusedNotifications.totalCount).toBeGreaterThan(0)
    const [newest] = refusedNotifications.nodes
    expect(newest).toMatchObject({ bank: 'Banque lyra', reason: 'SIGNATURE' })
    const names = newest?.fields.map(({ name }) => name) ?? []
    expect(names).toContain('vads_order_id')
    expect(newest?.fields).toContainEqual({ name: 'vads_amount', value: String(order.total) })
    expect(names.filter((name) => /signature|card|expiry|cust/i.test(name))).toEqual([])
  })
})
