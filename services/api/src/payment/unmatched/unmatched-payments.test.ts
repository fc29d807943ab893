import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { graphql, type TestApi } from '../../../test/api.ts'
import {
  bankStateOf,
  leaveForBank,
  openTestContract,
  type TestContract,
} from '../../../test/bank/bank-payment.ts'
import { startApiAndBank, type PlacedOrder, type TestBank } from '../../../test/bank/bank.ts'
import { changeIn, payByTestCard, rowsIn } from '../../../test/card.ts'
import { stockOf } from '../../../test/checkout.ts'
import { createMember, merchant, seatHeaders, seatIn } from '../../../test/member.ts'

let api: TestApi
let bank: TestBank
let stop: (() => Promise<void>) | undefined
let contract: TestContract
let manager: Record<string, string>

beforeAll(async () => {
  ;({ api, bank, stop } = await startApiAndBank([1]))
  contract = await openTestContract(api, bank, 'lyra', { stock: 1000 })
  const member = await createMember(api, [{ shop: contract.shop, role: 'MANAGER' }])
  manager = await seatHeaders(api, member, contract.shop)
})
afterAll(() => stop?.())

const RESCUE = `id reason closedAt bank reference bankTransactionId amount { amount currency } bankPaymentId notAcceptable
  order { code status email } steps { kind by { name } amount { amount currency } bankReference note }`

interface Rescue {
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
  rescue: Rescue | null
  userErrors: { code: string; field: string[] | null }[]
}

async function ask<T>(
  document: string,
  variables: Record<string, unknown> = {},
  headers = manager,
): Promise<T> {
  const { data, errors } = await merchant<T>(api, document, variables, headers)
  expect(errors).toBeUndefined()
  return data
}
const accept = async (rescueId: string, acceptedAmount?: number): Promise<Payload> =>
  (
    await ask<{ acceptRescue: Payload }>(
      `mutation ($input: AcceptRescueInput!) { acceptRescue(input: $input) { rescue { ${RESCUE} } userErrors { code field } } }`,
      { input: { rescueId, acceptedAmount, note: 'agreed by telephone' } },
    )
  ).acceptRescue
const refund = async (rescueId: string, amount: number, bankReference = 'RB-1'): Promise<Payload> =>
  (
    await ask<{ recordRescueRefund: Payload }>(
      `mutation ($input: RecordRescueRefundInput!) {
        recordRescueRefund(input: $input) { rescue { ${RESCUE} } userErrors { code field } } }`,
      { input: { rescueId, amount, bankReference } },
    )
  ).recordRescueRefund
const act = async (verb: string, rescueId: string, note?: string): Promise<Payload> =>
  (
    await ask<Record<string, Payload>>(
      `mutation ($rescueId: ID!, $note: String) {
        ${verb}(rescueId: $rescueId, note: $note) { rescue { ${RESCUE} } userErrors { code field } } }`,
      { rescueId, note },
    )
  )[verb]!
const rescueOf = async (order: PlacedOrder): Promise<Rescue> => {
  const { order: found } = await ask<{ order: { rescues: Rescue[] } }>(
    `query ($code: String!) { order(code: $code) { rescues { ${RESCUE} } } }`,
    { code: order.code },
  )
  expect(found.rescues).toHaveLength(1)
  return found.rescues[0]!
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

/** A buyer pays at the bank what its order can't take. */
async function strand(
  tamper: 'amount' | 'currency' | 'none',
  before?: (order: PlacedOrder) => Promise<unknown>,
): Promise<{ order: PlacedOrder; rescue: Rescue }> {
  const { order, id } = await leaveForBank(api, bank, contract)
  await before?.(order)
  await bank.call('POST', `/api/payments/${id}/decide`, { outcome: 'paid', misbehaviour: { tamper } })
  return { order, rescue: await rescueOf(order) }
}
const setStatus = (status: string) => (order: PlacedOrder) =>
  changeIn(api, contract.shop, 'update "order" set status = $2 where code = $1', order.code, status)
const setStock = (available: number) =>
  changeIn(api, contract.shop, 'update stock set available = $1', available)

describe('accepting', () => {
  test('another amount is accepted when it is named, once, and the buyer is told that amount', async () => {
    const { order, rescue } = await strand('amount')
    expect(rescue).toMatchObject({
      reason: 'WRONG_AMOUNT',
      bank: 'Banque lyra',
      amount: { amount: 29, currency: 'EUR' },
      notAcceptable: null,
      order: { code: order.code, email: 'camille@buyers.test' },
      steps: [],
    })
    expect(rescue.reference).toMatch(/^[a-p]{30}$/)
    for (const amount of [undefined, 28, order.total])
      expect(codesOf(await accept(rescue.id, amount))).toEqual(['AMOUNT_NOT_CONFIRMED'])
    expect((await bankStateOf(api, contract.shop, order)).status).toBe('PENDING_PAYMENT')

    const both = await Promise.all([accept(rescue.id, 29), accept(rescue.id, 29)])
    expect(both.map(codesOf).sort()).toEqual([[], ['RESCUE_CLOSED']])
    expect(both.find(({ rescue: won }) => won)?.rescue).toMatchObject({
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
    expect(await eventsOf(order)).toEqual(['PLACED', 'BANK_OPENED', 'BANK_RESCUE', 'RESCUE_ACCEPTED'])
    const audit = await rowsIn(
      api,
      contract.shop,
      `select action from audit_entry where subject like '%' || $1`,
      rescue.id,
    )
    expect(audit).toEqual([{ action: 'rescue ACCEPTED' }])
  })

  test('another currency never', async () => {
    const { rescue } = await strand('currency')
    expect(rescue.notAcceptable).toBe('RESCUE_OTHER_CURRENCY')
    expect(codesOf(await accept(rescue.id, rescue.amount?.amount))).toEqual(['RESCUE_OTHER_CURRENCY'])
  })

  test.each([
    ['PAID', 'ORDER_ALREADY_PAID'],
    ['CANCELLED', 'ORDER_CANCELLED'],
  ])('an order that is %s takes nothing', async (status, code) => {
    const { order, rescue } = await strand('none', setStatus(status))
    expect(rescue.notAcceptable).toBe(code)
    expect(codesOf(await accept(rescue.id, order.total))).toEqual([code])
    expect(await bankStateOf(api, contract.shop, order)).toMatchObject({ status, attempts: ['RESCUE'] })
  })

  test('an expired order takes it once there is stock again, and takes the stock', async () => {
    const { order, rescue } = await strand('none', async (placed) => {
      await setStatus('EXPIRED')(placed)
      await setStock(0)
    })
    expect(rescue).toMatchObject({ reason: 'OUT_OF_STOCK', notAcceptable: null })
    expect(codesOf(await accept(rescue.id))).toEqual(['ORDER_OUT_OF_STOCK'])
    expect((await rescueOf(order)).closedAt).toBeNull()
    await setStock(1000)
    expect(codesOf(await accept(rescue.id))).toEqual([])
    expect(await bankStateOf(api, contract.shop, order)).toMatchObject({ status: 'PAID', attempts: ['PAID'] })
    expect(await stockOf(api, contract.shop, 0)).toBe(999)
  })

  test('a card that waited is closed and its digits erased; the merchant is told not to key it', async () => {
    const { order, rescue } = await strand('amount', async (placed) => {
      const { userErrors } = await payByTestCard(api, placed, { abandonOpenAttempt: true })
      expect(userErrors).toEqual([])
    })
    expect(codesOf(await accept(rescue.id, 29))).toEqual([])
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

test('a refund is recorded with the bank’s reference, closes the rescue, and can be undone', async () => {
  const { order, rescue } = await strand('none', setStatus('CANCELLED'))
  for (const amount of [0, -1, order.total + 1])
    expect(codesOf(await refund(rescue.id, amount))).toEqual(['REFUND_AMOUNT_INVALID'])
  expect(codesOf(await refund(rescue.id, order.total, ' '))).toEqual(['REQUIRED'])
  expect(codesOf(await act('recordRescueContact', rescue.id, 'left a message'))).toEqual([])
  expect((await rescueOf(order)).closedAt).toBeNull()
  const both = await Promise.all([refund(rescue.id, order.total), refund(rescue.id, order.total)])
  expect(both.map(codesOf).sort()).toEqual([[], ['RESCUE_CLOSED']])
  expect(codesOf(await act('recordRescueContact', rescue.id))).toEqual(['RESCUE_CLOSED'])
  expect(codesOf(await act('reopenRescue', rescue.id, 'wrong line'))).toEqual([])
  expect(codesOf(await act('reopenRescue', rescue.id))).toEqual(['RESCUE_NOT_REOPENABLE'])
  const { closedAt, steps } = await rescueOf(order)
  expect(closedAt).toBeNull()
  expect(steps.map(({ kind, note, bankReference }) => [kind, note, bankReference])).toEqual([
    ['CONTACTED', 'left a message', null],
    ['REFUNDED', null, 'RB-1'],
    ['REOPENED', 'wrong line', null],
  ])
  expect((await eventsOf(order)).slice(-3)).toEqual([
    'RESCUE_CONTACTED',
    'RESCUE_REFUNDED',
    'RESCUE_REOPENED',
  ])
  const card = await merchant(
    api,
    'mutation ($rescueId: ID!) { recordRescueContact(rescueId: $rescueId, note: "4242 4242 4242 4242") { rescue { id } } }',
    { rescueId: rescue.id },
    manager,
  )
  expect(card.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
})

test('buyer and merchant are told RESCUE while the money waits, CANCELLED once it went back, PAID once accepted', async () => {
  const told = async ({ code, token, headers }: PlacedOrder) => {
    const query =
      'query ($code: String!, $token: String!) { order(code: $code, token: $token) { bankAttempt { status bankName } } }'
    const { data } = await graphql<{ order: { bankAttempt: unknown } }>(
      `${api.url}/graphql`,
      query,
      { code, token },
      headers,
    )
    const asked = await ask<{ order: { bankPayments: unknown[] } }>(
      'query ($code: String!) { order(code: $code) { bankPayments { status bank } } }',
      { code },
    )
    return [data?.order.bankAttempt, ...asked.order.bankPayments]
  }
  const bank = 'Banque lyra'
  const both = (status: string) => [
    { status, bankName: bank },
    { status, bank },
  ]
  const { order, rescue } = await strand('amount')
  expect(await told(order)).toEqual(both('RESCUE'))
  await refund(rescue.id, 29)
  expect(await told(order)).toEqual(both('CANCELLED'))
  await act('reopenRescue', rescue.id)
  expect(await told(order)).toEqual(both('RESCUE'))
  await accept(rescue.id, 29)
  expect(await told(order)).toEqual(both('PAID'))
})

test('what was accepted can’t be undone', async () => {
  const { rescue } = await strand('amount')
  await accept(rescue.id, 29)
  expect(codesOf(await act('reopenRescue', rescue.id))).toEqual(['RESCUE_NOT_REOPENABLE'])
})

test('money of no order is on the list by bank and reference, and the merchant is mailed', async () => {
  const lone = await openTestContract(api, bank, 'lyra')
  const { order, id } = await leaveForBank(api, bank, lone)
  await changeIn(api, lone.shop, 'update bank_attempt set reference = $1', 'gone')
  await bank.call('POST', `/api/payments/${id}/decide`, { outcome: 'paid' })
  const headers = await seatIn(api, lone.shop, 'VIEWER')
  const { rescues, openRescueCount } = await ask<{ rescues: { nodes: Rescue[] }; openRescueCount: number }>(
    `{ rescues(open: true) { nodes { ${RESCUE} } } openRescueCount }`,
    {},
    headers,
  )
  expect(openRescueCount).toBe(1)
  expect(rescues.nodes).toMatchObject([
    {
      reason: 'UNKNOWN_REFERENCE',
      bank: 'Banque lyra',
      reference: expect.stringMatching(/^[a-p]{30}$/),
      amount: { amount: order.total, currency: 'EUR' },
      order: null,
      notAcceptable: 'RESCUE_WITHOUT_ORDER',
    },
  ])
  const mails = await rowsIn(
    api,
    lone.shop,
    `select recipient, details->>'outcome' as outcome from mail where order_id is null and shop_id = $1`,
    lone.shop.id,
  )
  expect(mails).toEqual([{ recipient: `merchant@${lone.shop.slug}.test`, outcome: 'RESCUE' }])
})

describe('what was not believed', () => {
  test('is listed with the reason in the merchant’s terms, without signature or card', async () => {
    const { order, id } = await leaveForBank(api, bank, contract)
    await bank.call('POST', `/api/payments/${id}/decide`, {
      outcome: 'paid',
      misbehaviour: { tamper: 'forged' },
    })
    const { refusedNotifications } = await ask<{
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
