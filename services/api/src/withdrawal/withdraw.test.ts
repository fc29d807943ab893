import { v4 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { placeTestOrder } from '../../test/bank/bank.ts'
import { timelineOf } from '../../test/events.ts'
import { merchant } from '../../test/member.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'
import { createWithdrawalScenario } from '../../test/withdrawal.ts'

let api: TestApi
let scenario: Awaited<ReturnType<typeof createWithdrawalScenario>>
beforeAll(async () => {
  api = await startTestApi()
  scenario = await createWithdrawalScenario(api, { variants: [{ price: 1000, stock: 1000 }] })
}, 60_000)
afterAll(() => api?.stop())

const codesOf = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors.map(({ code }) => code)
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
const reserved = async () => {
  const sql = 'select reserved from stock where variant_id = $1'
  const [row] = await queryInShop<{ reserved: number }>(
    api,
    scenario.shop,
    sql,
    scenario.shop.variants[0]?.id,
  )
  return row?.reserved
}

test('a buyer withdraws from some items, then from the others, and both APIs show it', async () => {
  const order = await scenario.placePaidOrder(3)
  const lineId = await scenario.lineOf(order)
  const first = await scenario.withdraw(order, [{ lineId, quantity: 1 }])
  expect(first.userErrors).toEqual([])
  expect(first.order).toMatchObject({
    status: 'PAID',
    withdrawal: {
      state: 'AVAILABLE',
      endsAt: null,
      lines: [{ quantity: 3, withdrawn: 1, remaining: 2 }],
      withdrawals: [
        {
          name: 'Camille Martin',
          email: 'camille@buyers.test',
          status: 'OPEN',
          lines: [{ lineId, quantity: 1 }],
        },
      ],
    },
  })
  const { order: after } = await scenario.withdraw(order)
  expect(after?.withdrawal).toMatchObject({
    state: 'NOTHING_LEFT',
    lines: [{ withdrawn: 3, remaining: 0 }],
    withdrawals: [{ lines: [{ quantity: 1 }] }, { lines: [{ quantity: 2 }] }],
  })
  const document = `query ($code: String!) { order(code: $code) { withdrawal { state withdrawals { name orderCode } } } }`
  const { data } = await merchant<Record<string, unknown>>(
    api,
    document,
    { code: order.code },
    scenario.headers,
  )
  const shown = { name: 'Camille Martin', orderCode: order.code }
  expect(data.order).toEqual({ withdrawal: { state: 'NOTHING_LEFT', withdrawals: [shown, shown] } })
  const timeline = await timelineOf(api, scenario.shop, order.code)
  expect(timeline.slice(-2).map(({ kind, by, message }) => [kind, by, message])).toEqual([
    ['WITHDRAWN', 'buyer', 'Rétractation du client pour une partie de la commande'],
    ['WITHDRAWN', 'buyer', 'Rétractation du client pour toute la commande'],
  ])
})

test('the refund is due at the end of the fourteenth day after it', async () => {
  const order = await scenario.placePaidOrder()
  const [made] = (await scenario.withdraw(order)).order?.withdrawal.withdrawals ?? []
  const days = (Date.parse(made?.refundDueAt ?? '') - Date.parse(made?.withdrawnAt ?? '')) / 86_400_000
  expect(days).toBeGreaterThan(13.9)
  expect(days).toBeLessThan(15.1)
  expect(made?.refundDueAt).toMatch(/:59:59\.999Z$/)
})

test('a repeated request withdraws once, and requests at the same time never more than was ordered', async () => {
  const order = await scenario.placePaidOrder(2)
  const lineId = await scenario.lineOf(order)
  const key = v4()
  const repeated = await Promise.all(
    Array.from({ length: 3 }, () => scenario.withdraw(order, [{ lineId, quantity: 1 }], key)),
  )
  expect(repeated.map(codesOf)).toEqual([[], [], []])
  const others = await Promise.all(
    Array.from({ length: 3 }, () => scenario.withdraw(order, [{ lineId, quantity: 1 }])),
  )
  expect(others.filter(({ order: shown }) => shown)).toHaveLength(1)
  expect((await scenario.rightOf(order)).withdrawal.lines[0]?.withdrawn).toBe(2)
  expect(codesOf(await scenario.withdraw(order, null, key))).toEqual([])
})

describe('the period', () => {
  test('is open while a parcel is on its way, and ends two weeks after the last one arrived', async () => {
    const order = await scenario.placePaidOrder()
    await scenario.parcels.send('markShipped', { orderCode: order.code })
    expect((await scenario.rightOf(order)).withdrawal).toMatchObject({ state: 'AVAILABLE', endsAt: null })
    const delivered = await scenario.placePaidOrder()
    await scenario.deliver(delivered, daysAgo(3))
    const { state, endsAt } = (await scenario.rightOf(delivered)).withdrawal
    expect(state).toBe('AVAILABLE')
    expect(Date.parse(endsAt ?? '')).toBeGreaterThan(daysAgo(-10).getTime())
  })

  test('is over some weeks after the delivery', async () => {
    const order = await scenario.placePaidOrder()
    await scenario.deliver(order, daysAgo(25))
    expect((await scenario.rightOf(order)).withdrawal.state).toBe('PERIOD_OVER')
    expect(codesOf(await scenario.withdraw(order))).toEqual(['WITHDRAWAL_PERIOD_OVER'])
  })
})

describe('an order that was not paid', () => {
  test('is cancelled when all of it is withdrawn, and its stock released', async () => {
    const before = await reserved()
    const order = await placeTestOrder(api, scenario.shop, 2)
    expect(await reserved()).toBe((before ?? 0) + 2)
    const { order: after, userErrors } = await scenario.withdraw(order)
    expect(userErrors).toEqual([])
    expect(after).toMatchObject({
      status: 'CANCELLED',
      withdrawal: { state: 'ORDER_ENDED', withdrawals: [{ status: 'NOTHING_PAID' }] },
    })
    expect(await reserved()).toBe(before)
    expect(codesOf(await scenario.withdraw(order))).toEqual(['WITHDRAWAL_NOT_AVAILABLE'])
  })

  test('goes on when a part of it is withdrawn', async () => {
    const order = await placeTestOrder(api, scenario.shop, 2)
    const { order: after } = await scenario.withdraw(order, [
      { lineId: await scenario.lineOf(order), quantity: 1 },
    ])
    expect(after).toMatchObject({
      status: 'PENDING_PAYMENT',
      withdrawal: { withdrawals: [{ status: 'OPEN' }] },
    })
  })

  test('is left to the merchant while a card awaits certification: it may have been keyed', async () => {
    const order = await scenario.placeOrderWithCard()
    expect((await scenario.withdraw(order)).order).toMatchObject({
      status: 'AWAITING_CERTIFICATION',
      withdrawal: { withdrawals: [{ status: 'OPEN' }] },
    })
  })
})

describe('is refused', () => {
  test('for lines that are not of the order, for too many items and for none', async () => {
    const order = await scenario.placePaidOrder()
    const other = await scenario.placePaidOrder()
    const lineId = await scenario.lineOf(order)
    const refused = async (lines: { lineId: string; quantity: number }[]) =>
      codesOf(await scenario.withdraw(order, lines))
    expect(await refused([{ lineId: await scenario.lineOf(other), quantity: 1 }])).toEqual([
      'WITHDRAWAL_QUANTITY_NOT_LEFT',
    ])
    expect(await refused([{ lineId: 'no id', quantity: 1 }])).toEqual(['WITHDRAWAL_QUANTITY_NOT_LEFT'])
    for (const quantity of [2, 0, -1])
      expect(await refused([{ lineId, quantity }])).toEqual(['WITHDRAWAL_QUANTITY_NOT_LEFT'])
    expect(await refused([])).toEqual(['REQUIRED'])
    expect(codesOf(await scenario.withdraw(order, null, ''))).toEqual(['REQUIRED'])
    expect((await scenario.rightOf(order)).withdrawal.withdrawals).toEqual([])
  })

  test('with the token of another order', async () => {
    const order = await scenario.placePaidOrder()
    const { token } = await scenario.placePaidOrder()
    expect(codesOf(await scenario.withdraw({ ...order, token }))).toEqual(['ORDER_NOT_FOUND'])
  })

  test('to a business, which gave its VAT number', async () => {
    const order = await scenario.placePaidOrder()
    const sql = `update "order" set vat_number = 'FR40303265045' where code = $1`
    await executeInShop(api, scenario.shop, sql, order.code)
    expect((await scenario.rightOf(order)).withdrawal.state).toBe('BUSINESS_BUYER')
    expect(codesOf(await scenario.withdraw(order))).toEqual(['WITHDRAWAL_NOT_AVAILABLE'])
  })
})
