import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { type PlacedOrder } from '../../test/bank/bank.ts'
import { giveIdentity, invoicesOf, issueDueInvoices } from '../../test/invoice.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { parcelRequests } from '../../test/parcel.ts'
import { createRefundScenario } from '../../test/refund.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'

let api: TestApi
let scenario: Awaited<ReturnType<typeof createRefundScenario>>
let requests: ReturnType<typeof parcelRequests>
beforeAll(async () => {
  api = await startTestApi()
  scenario = await createRefundScenario(api, { variants: [{ price: 1000, stock: 1000 }] })
  requests = parcelRequests(api, scenario.headers)
}, 60_000)
afterAll(() => api?.stop())

const lineOf = async ({ code }: PlacedOrder) => (await scenario.refundableOf(code)).lines[0]?.id ?? ''
const stock = async () => {
  const [row] = await queryInShop<Record<string, number>>(
    api,
    scenario.shop,
    'select on_hand, reserved from stock where variant_id = $1',
    scenario.shop.variants[0]?.id,
  )
  return row
}
const refundItems = async (order: PlacedOrder, quantity: number, restock: boolean) => {
  const lines = [{ lineId: await lineOf(order), quantity }]
  const { userErrors } = await scenario.recordRefund(order.code, { lines, restock })
  expect(userErrors).toEqual([])
}
const refundAll = async ({ code }: PlacedOrder) => {
  const { remaining } = await scenario.refundableOf(code)
  await scenario.recordRefund(code, { otherAmount: remaining.amount })
}
interface Shown {
  fulfillment: string
  hasNothingToShip: boolean
  shippableLines: { remaining: number }[]
}
async function shown({ code }: PlacedOrder): Promise<Shown> {
  const { data } = await merchant<{ order: Shown }>(
    api,
    'query ($code: String!) { order(code: $code) { fulfillment hasNothingToShip shippableLines { remaining } } }',
    { code },
    scenario.headers,
  )
  return data.order
}

describe('goods of a parcel that were refunded and put back into stock', () => {
  test('are on hand once, and not to ship, when the parcel is undone', async () => {
    const before = await stock()
    const order = await scenario.placePaidOrder(2)
    const { parcels } = await requests.send('markShipped', { orderCode: order.code })
    await refundItems(order, 2, true)
    await requests.send('undoParcel', { parcelId: parcels[0]?.id })
    expect(await stock()).toEqual(before)
    expect(await shown(order)).toEqual({
      fulfillment: 'UNFULFILLED',
      hasNothingToShip: true,
      shippableLines: [{ remaining: 0 }],
    })
    expect(await requests.codes('markShipped', { orderCode: order.code })).toEqual(['ORDER_NOT_SHIPPABLE'])
  })

  test('leave the other goods of the parcel to ship', async () => {
    const before = await stock()
    const order = await scenario.placePaidOrder(3)
    const { parcels } = await requests.send('markShipped', { orderCode: order.code })
    await refundItems(order, 1, true)
    await requests.send('undoParcel', { parcelId: parcels[0]?.id })
    expect(await stock()).toEqual({ ...before, reserved: (before?.reserved ?? 0) + 2 })
    expect(await shown(order)).toMatchObject({ hasNothingToShip: false, shippableLines: [{ remaining: 2 }] })
    await requests.send('markShipped', { orderCode: order.code })
    expect(await stock()).toEqual({ ...before, on_hand: (before?.on_hand ?? 0) - 2 })
  })
})

describe('an order that was refunded in whole', () => {
  test.each([
    [
      'by its items, without restocking',
      (order: PlacedOrder) => refundItems(order, 2, false).then(() => refundAll(order)),
    ],
    ['by its items, with restocking', (order: PlacedOrder) => refundItems(order, 2, true)],
    ['without items', refundAll],
  ])('%s is not to ship, and reserves nothing', async (_how, refund) => {
    const before = await stock()
    const order = await scenario.placePaidOrder(2)
    await refund(order)
    expect(await stock()).toEqual(before)
    expect(await shown(order)).toMatchObject({ hasNothingToShip: true, shippableLines: [{ remaining: 0 }] })
    expect(await requests.codes('markShipped', { orderCode: order.code })).toEqual(['ORDER_NOT_SHIPPABLE'])
    const { data } = await merchant<{
      orderCount: number
      shopOverviews: { openTasks: { kind: string }[] }[]
    }>(
      api,
      `{ orderCount(filter: { status: [PAID], fulfillment: [UNFULFILLED], hasNothingToShip: true, search: "${order.code}" })
         shopOverviews { openTasks { kind } } }`,
      {},
      scenario.headers,
    )
    expect(data.orderCount).toBe(1)
  })

  test('after one of its items was shipped has nothing more to ship, not even when the parcel is undone', async () => {
    const before = await stock()
    const order = await scenario.placePaidOrder(3)
    const lines = [{ lineId: await lineOf(order), quantity: 1 }]
    const { parcels } = await requests.send('shipParcel', { orderCode: order.code, lines })
    await refundAll(order)
    expect(await shown(order)).toMatchObject({ fulfillment: 'SHIPPED', shippableLines: [{ remaining: 0 }] })
    await requests.send('undoParcel', { parcelId: parcels[0]?.id })
    expect(await stock()).toEqual(before)
    expect(await shown(order)).toMatchObject({ hasNothingToShip: true, shippableLines: [{ remaining: 0 }] })
  })

  test('is no task of its shop', async () => {
    const own = await createRefundScenario(api, { variants: [{ price: 1000, stock: 10 }] })
    const order = await own.placePaidOrder()
    const tasks = async () => {
      const { data } = await merchant<{ shopOverviews: { openTasks: { kind: string }[] }[] }>(
        api,
        '{ shopOverviews { openTasks { kind } } }',
        {},
        await headersOf(api, own.shop, 'FULFILLMENT'),
      )
      return data.shopOverviews[0]?.openTasks.map(({ kind }) => kind)
    }
    expect(await tasks()).toEqual(['SHIP_ORDERS'])
    await own.recordRefund(order.code, { otherAmount: 1490 })
    expect(await tasks()).toEqual([])
  })
})

describe('the invoice at shipment of an order of which nothing will be shipped', () => {
  async function shopWithInvoicesAtShipment() {
    const own = await createRefundScenario(api, { variants: [{ price: 1000, stock: 10 }] })
    await giveIdentity(api, own.shop)
    await executeInShop(
      api,
      own.shop,
      `insert into invoice_settings (shop_id, issued_at, version) values ($1, 'SHIPMENT', gen_random_uuid())`,
      own.shop.id,
    )
    return own
  }
  const waiting = (shop: { id: string }) => queryInShop(api, shop, 'select id from invoice_due')

  test('is not issued, and no longer waits, once all was refunded', async () => {
    const own = await shopWithInvoicesAtShipment()
    const order = await own.placePaidOrder()
    await own.recordRefund(order.code, { otherAmount: 490 })
    expect(await issueDueInvoices(api, own.shop)).toBe(0)
    expect(await waiting(own.shop)).toHaveLength(2)
    await own.recordRefund(order.code, { otherAmount: 1000 })
    await issueDueInvoices(api, own.shop)
    expect(await waiting(own.shop)).toEqual([])
    expect(await invoicesOf(api, own.shop)).toEqual([])
  })

  test('is issued with its credit note if the shop keeps the delivery', async () => {
    const own = await shopWithInvoicesAtShipment()
    const order = await own.placePaidOrder()
    const [line] = (await own.refundableOf(order.code)).lines
    await own.recordRefund(order.code, { lines: [{ lineId: line?.id, quantity: 1 }], restock: true })
    await issueDueInvoices(api, own.shop)
    expect((await invoicesOf(api, own.shop)).map(({ kind, total }) => [kind, total])).toEqual([
      ['INVOICE', 1490],
      ['CREDIT_NOTE', 1000],
    ])
    expect(await waiting(own.shop)).toEqual([])
  })
})
