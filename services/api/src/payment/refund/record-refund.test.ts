import { v4 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../test/api.ts'
import type { PlacedOrder } from '../../../test/bank/bank.ts'
import { processPendingEvents, timelineOf } from '../../../test/events.ts'
import { graphql } from '../../../test/api.ts'
import { merchant } from '../../../test/member.ts'
import { createRefundScenario } from '../../../test/refund.ts'
import { queryInShop } from '../../../test/sql.ts'

let api: TestApi
let scenario: Awaited<ReturnType<typeof createRefundScenario>>
beforeAll(async () => {
  api = await startTestApi()
  scenario = await createRefundScenario(api, { variants: [{ price: 1000, stock: 1000 }] })
}, 60_000)
afterAll(() => api?.stop())

const lineOf = async ({ code }: PlacedOrder) => (await scenario.refundableOf(code)).lines[0]?.id ?? ''
const codesOf = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors.map(({ code }) => code)
const stock = async () => {
  const [row] = await queryInShop<{ on_hand: number; reserved: number }>(
    api,
    scenario.shop,
    'select on_hand, reserved from stock where variant_id = $1',
    scenario.shop.variants[0]?.id,
  )
  return row ?? { on_hand: 0, reserved: 0 }
}
const ship = ({ code }: PlacedOrder) =>
  merchant(
    api,
    'mutation ($code: String!) { markShipped(orderCode: $code) { userErrors { code } } }',
    { code },
    scenario.headers,
  )

test('a full refund by lines and delivery leaves the order paid and nothing to refund', async () => {
  const order = await scenario.placePaidOrder(3)
  const lineId = await lineOf(order)
  const payload = await scenario.recordRefund(order.code, {
    lines: [{ lineId, quantity: 3 }],
    shippingAmount: 490,
    reason: 'damaged',
  })
  expect(payload).toMatchObject({
    order: { status: 'PAID', refundedTotal: { amount: 3490 }, refunds: [{ amount: { amount: 3490 } }] },
    userErrors: [],
  })
  expect(await scenario.refundableOf(order.code)).toMatchObject({
    captured: { amount: 3490 },
    remaining: { amount: 0 },
    shippingRemaining: { amount: 0 },
    lines: [{ refundedQuantity: 3, refundedAmount: { amount: 3000 } }],
  })
  const { data } = await graphql<{ order: { status: string; refundedTotal: { amount: number } } }>(
    `${api.url}/graphql`,
    'query ($code: String!, $token: String!) { order(code: $code, token: $token) { status refundedTotal { amount } } }',
    { code: order.code, token: order.token },
    order.headers,
  )
  expect(data.order).toEqual({ status: 'PAID', refundedTotal: { amount: 3490 } })
})

test('it stands in the ledger, in the timeline and in the audit log, and the buyer is told', async () => {
  const order = await scenario.placePaidOrder()
  await scenario.recordRefund(order.code, { otherAmount: 250, bankReference: 'VIR 42' })
  const own = (await scenario.ledger()).filter(({ order_code: code }) => code === order.code)
  expect(own.map(({ kind, amount, reference }) => [kind, amount, reference])).toEqual([
    ['CERTIFICATION', 1490, 'A1B2C3'],
    ['REFUND', -250, 'VIR 42'],
  ])
  expect((await timelineOf(api, scenario.shop, order.code)).at(-1)).toMatchObject({
    kind: 'REFUND_RECORDED',
    message: 'Remboursement de 2,50\u00a0€ enregistré, référence bancaire VIR 42',
  })
  await processPendingEvents(api, scenario.shop)
  const [row] = await queryInShop<{ mails: string[]; audit: string[] }>(
    api,
    scenario.shop,
    `select array(select m.kind from mail m where m.order_id = o.id order by m.id) as mails,
       array(select action || ' ' || subject from audit_entry where subject like o.code || '%' order by at) as audit
     from "order" o where o.code = $1`,
    order.code,
  )
  expect(row?.mails).toContain('REFUND')
  expect(row?.audit).toContain(`recordRefund ${order.code} 250 EUR`)
})

test('the buyer is not told if the member does not want it', async () => {
  const order = await scenario.placePaidOrder()
  await scenario.recordRefund(order.code, { otherAmount: 1, notifyBuyer: false })
  await processPendingEvents(api, scenario.shop)
  const mails = await queryInShop<{ kind: string }>(
    api,
    scenario.shop,
    `select m.kind from mail m join "order" o on o.id = m.order_id where o.code = $1`,
    order.code,
  )
  expect(mails.map(({ kind }) => kind)).not.toContain('REFUND')
})

describe('goods', () => {
  test('that were shipped go back into stock with a movement', async () => {
    const order = await scenario.placePaidOrder(2)
    await ship(order)
    const before = await stock()
    await scenario.recordRefund(order.code, {
      lines: [{ lineId: await lineOf(order), quantity: 2 }],
      restock: true,
    })
    expect(await stock()).toEqual({ ...before, on_hand: before.on_hand + 2 })
    const movements = await queryInShop<{ reason: string; delta: number }>(
      api,
      scenario.shop,
      'select reason, delta from stock_movement where order_code = $1 order by id',
      order.code,
    )
    expect(movements).toEqual([
      { reason: 'SHIPPED', delta: -2 },
      { reason: 'RETURNED', delta: 2 },
    ])
  })

  test('that were not shipped are no longer reserved, and not shipped any more', async () => {
    const before = await stock()
    const order = await scenario.placePaidOrder(3)
    await scenario.recordRefund(order.code, {
      lines: [{ lineId: await lineOf(order), quantity: 2 }],
      restock: true,
    })
    expect(await stock()).toEqual({ ...before, reserved: before.reserved + 1 })
    await ship(order)
    expect(await stock()).toEqual({ ...before, on_hand: before.on_hand - 1 })
  })

  test('of which one was shipped: that one comes back, the others are no longer reserved, and nothing is left to ship', async () => {
    const before = await stock()
    const order = await scenario.placePaidOrder(3)
    const lineId = await lineOf(order)
    await merchant(
      api,
      `mutation ($code: String!, $lines: [LineToShip!]!) {
        shipParcel(orderCode: $code, lines: $lines) { userErrors { code } } }`,
      { code: order.code, lines: [{ lineId, quantity: 1 }] },
      scenario.headers,
    )
    await scenario.recordRefund(order.code, { lines: [{ lineId, quantity: 3 }], restock: true })
    expect(await stock()).toEqual(before)
    const { data } = await merchant<{ order: object }>(
      api,
      'query ($code: String!) { order(code: $code) { fulfillment isPartlyShipped shippableLines { remaining } } }',
      { code: order.code },
      scenario.headers,
    )
    expect(data.order).toEqual({
      fulfillment: 'SHIPPED',
      isPartlyShipped: false,
      shippableLines: [{ remaining: 0 }],
    })
  })

  test('stay where they are without restocking', async () => {
    const order = await scenario.placePaidOrder(1)
    const before = await stock()
    await scenario.recordRefund(order.code, { lines: [{ lineId: await lineOf(order), quantity: 1 }] })
    expect(await stock()).toEqual(before)
  })
})

describe('is refused', () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ['more than was received', { otherAmount: 1491 }, ['REFUND_ABOVE_REMAINING']],
    ['nothing', {}, ['REFUND_EMPTY']],
    ['more delivery than was paid', { shippingAmount: 491 }, ['REFUND_ABOVE_REMAINING']],
    ['a negative amount', { otherAmount: -1 }, ['NUMBER_OUT_OF_RANGE']],
    ['no reference', { otherAmount: 1, bankReference: ' ' }, ['REQUIRED']],
    ['a line that is no id', { lines: [{ lineId: 'x', quantity: 1 }] }, ['NOT_FOUND']],
    ['a line of another order', { lines: [{ lineId: v4(), quantity: 1 }] }, ['NOT_FOUND']],
  ])('%s', async (_what, input, codes) => {
    const order = await scenario.placePaidOrder()
    expect(codesOf(await scenario.recordRefund(order.code, input))).toEqual(codes)
    expect(await scenario.refundableOf(order.code)).toMatchObject({ refunded: 0 })
  })

  test.each([
    [{ quantity: 2 }, 'NUMBER_OUT_OF_RANGE'],
    [{ quantity: -1 }, 'NUMBER_OUT_OF_RANGE'],
    [{ quantity: 1, amount: 1001 }, 'REFUND_ABOVE_REMAINING'],
    [{ quantity: 0, amount: -1 }, 'NUMBER_OUT_OF_RANGE'],
  ])('a line with %j', async (line, code) => {
    const order = await scenario.placePaidOrder()
    const lines = [{ lineId: await lineOf(order), ...line }]
    expect(codesOf(await scenario.recordRefund(order.code, { lines }))).toEqual([code])
  })

  test('an order that received nothing', async () => {
    const order = await scenario.placeOrderWithCard()
    expect(codesOf(await scenario.recordRefund(order.code, { otherAmount: 1 }))).toEqual([
      'NOTHING_TO_REFUND',
    ])
  })

  test.each(['\u0000', '\ud800'])('no text that cannot be stored is an internal error: %j', async (text) => {
    const order = await scenario.placePaidOrder()
    const refund = scenario.recordRefund(order.code, {
      otherAmount: 1,
      reason: `a${text}`,
      bankReference: `b${text}`,
    })
    const outcome = await refund.then(codesOf, (error: Error) => error.message)
    expect(JSON.stringify(outcome)).not.toContain('INTERNAL')
  })
})

test('the same request twice records one refund', async () => {
  const order = await scenario.placePaidOrder()
  const input = { otherAmount: 100, idempotencyKey: v4() }
  await Promise.all([1, 2, 3].map(() => scenario.recordRefund(order.code, input)))
  expect(await scenario.refundableOf(order.code)).toMatchObject({ refunded: 100 })
})

test('of two people who refund the same euro at the same time, one is refused', async () => {
  const order = await scenario.placePaidOrder()
  const payloads = await Promise.all(
    Array.from({ length: 6 }, () => scenario.recordRefund(order.code, { otherAmount: 1000 })),
  )
  expect(payloads.flatMap(codesOf)).toEqual(Array(5).fill('REFUND_ABOVE_REMAINING'))
  expect(await scenario.refundableOf(order.code)).toMatchObject({
    refunded: 1000,
    remaining: { amount: 490 },
  })
})
