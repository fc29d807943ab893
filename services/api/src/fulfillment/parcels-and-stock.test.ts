import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { insertTestOrder } from '../../test/order.ts'
import { parcelRequests } from '../../test/parcel.ts'
import { createRefundManager } from '../../test/refund.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { queryInShop } from '../../test/sql.ts'
import { inShop } from '../platform/db/orm.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
}, 60_000)
afterAll(() => api.stop())

type Step =
  | { do: 'ship'; order: number; line: number; quantity: number }
  | { do: 'shipRest' | 'cancel'; order: number }
  | { do: 'refund'; order: number; line: number; quantity: number; restock: boolean }
  | { do: 'refundRest'; order: number }
  | { do: 'deliver' | 'undoDelivery' | 'undo'; parcel: number }

const order = fc.integer({ min: 0, max: 2 })
const parcel = fc.integer({ min: 0, max: 5 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('ship' as const),
      order,
      line: fc.integer({ min: 0, max: 1 }),
      quantity: fc.integer({ min: 0, max: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('refund' as const),
      order,
      line: fc.integer({ min: 0, max: 1 }),
      quantity: fc.integer({ min: 1, max: 3 }),
      restock: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('shipRest' as const, 'cancel' as const, 'refundRest' as const),
      order,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('deliver' as const, 'undoDelivery' as const, 'undo' as const),
      parcel,
    }),
  },
)

interface OrderRow {
  status: string
  fulfillment: string
  is_partly_shipped: boolean
  has_nothing_to_ship: boolean
  ordered: number
  shipped: number
  /** Refunded before they were shipped, and refunded after it and back on hand. */
  released: number
  returned: number
  /** In refunds that put items back into stock. */
  restocked: number
  is_refunded: boolean
  is_over: boolean
  is_all_delivered: boolean
}

const ORDERS = `
  select o.status, o.fulfillment, o.is_partly_shipped, o.has_nothing_to_ship, sum(l.released_quantity)::integer as released,
    sum(l.returned_quantity)::integer as returned, sum(coalesce(r.quantity, 0))::integer as restocked,
    coalesce((select sum(e.amount) = 0 from ledger_entry e where e.order_id = o.id), false) as is_refunded,
    sum(l.quantity)::integer as ordered, sum(coalesce(p.quantity, 0))::integer as shipped,
    bool_or(coalesce(p.quantity, 0) + l.released_quantity > l.quantity or l.returned_quantity > coalesce(p.quantity, 0)) as is_over,
    not exists (select from parcel d where d.order_id = o.id and d.delivered_at is null) as is_all_delivered
  from "order" o join order_line l on l.order_id = o.id
  left join lateral (select sum(quantity) as quantity from parcel_line where order_line_id = l.id) p on true
  left join lateral (select sum(i.quantity) as quantity from refund_line i join refund f on f.id = i.refund_id
    where i.order_line_id = l.id and f.restock) r on true
  group by o.id, o.status, o.fulfillment, o.is_partly_shipped, o.has_nothing_to_ship, o.shop_id`

/** Three orders of two lines with three items each, the third of which is not paid and can be cancelled. */
async function threeOrders(shop: TestShop) {
  const paid = { status: 'PAID', lines: 2, quantity: 3 }
  const orders = [
    await insertTestOrder(api, shop, paid),
    await insertTestOrder(api, shop, paid),
    await insertTestOrder(api, shop, { ...paid, status: 'PENDING_PAYMENT' }),
  ]
  const captures = orders.slice(0, 2).map(({ id }) => ({
    kind: 'CERTIFICATION',
    amount: 6000,
    currency: 'EUR',
    order_id: id,
    subject_id: id,
  }))
  await inShop(api.app.orm, shop.id, (em) =>
    em.execute('select append_ledger(?::jsonb)', [JSON.stringify(captures)]),
  )
  return orders
}

test('however parcels are shipped, taken back, delivered and refunded, four at a time, no item leaves twice and the stock agrees', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (steps) => {
      const shop = await createShop(api, { variants: [{ stock: 5 }] })
      const headers = await headersOf(api, shop, 'MANAGER')
      const requests = parcelRequests(api, headers)
      const refunds = await createRefundManager(api, shop)
      const orders = await threeOrders(shop)
      const parcelIds: string[] = []

      const run = async (one: Step): Promise<void> => {
        if ('parcel' in one) {
          const parcelId = parcelIds[one.parcel % Math.max(parcelIds.length, 1)] ?? crypto.randomUUID()
          const name = (
            { deliver: 'markParcelDelivered', undoDelivery: 'undoDelivery', undo: 'undoParcel' } as const
          )[one.do]
          return void (await requests.codes(name, { parcelId }))
        }
        const { code, lineIds } = orders[one.order]!
        if (one.do === 'refund') {
          const lines = [{ lineId: lineIds[one.line], quantity: one.quantity }]
          return void (await refunds.recordRefund(code, { lines, restock: one.restock }))
        }
        if (one.do === 'refundRest') {
          const { remaining } = await refunds.refundableOf(code)
          return void (await refunds.recordRefund(code, { otherAmount: remaining.amount }))
        }
        if (one.do === 'cancel')
          return void (await merchant(
            api,
            'mutation ($code: String!) { cancelOrder(orderCode: $code) { userErrors { code } } }',
            { code },
            headers,
          ))
        const { data } =
          one.do === 'ship'
            ? await requests.ask('shipParcel', {
                orderCode: code,
                lines: [{ lineId: lineIds[one.line], quantity: one.quantity }],
              })
            : await requests.ask('markShipped', { orderCode: code })
        parcelIds.push(...(data?.answer.order?.parcels.slice(-1).map(({ id }) => id) ?? []))
      }
      for (let at = 0; at < steps.length; at += 4) await Promise.all(steps.slice(at, at + 4).map(run))

      const rows = await queryInShop<OrderRow>(api, shop, ORDERS)
      let reserved = 0
      let shipped = 0
      for (const row of rows) {
        expect(row.is_over).toBe(false)
        const isOpen = row.shipped + row.released < row.ordered
        const isComplete = !isOpen && row.shipped > 0
        if (row.is_refunded) expect(isOpen).toBe(false)
        else expect(row.released + row.returned).toBe(row.restocked)
        expect(row.returned).toBeLessThanOrEqual(row.restocked)
        expect(row.has_nothing_to_ship).toBe(!isOpen && row.shipped === 0)
        expect(row.fulfillment).toBe(
          !isComplete ? 'UNFULFILLED' : row.is_all_delivered ? 'DELIVERED' : 'SHIPPED',
        )
        expect(row.is_partly_shipped).toBe(row.shipped > 0 && !isComplete)
        if (row.status !== 'PAID') expect(row.shipped).toBe(0)
        if (row.status !== 'CANCELLED') reserved += row.ordered - row.shipped - row.released
        shipped += row.shipped - row.returned
      }
      const [stock] = await queryInShop(api, shop, 'select on_hand, reserved from stock')
      expect(stock).toEqual({ on_hand: 5 + 3 * 6 - shipped, reserved })
      const [moved] = await queryInShop(
        api,
        shop,
        'select coalesce(sum(delta), 0)::integer as sum from stock_movement',
      )
      expect(moved).toEqual({ sum: 0 - shipped })
    }),
    { numRuns: 15 },
  )
}, 120_000)
