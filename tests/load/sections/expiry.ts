import { setTimeout as pause } from 'node:timers/promises'
import { insertOrders } from '../../../services/api/seed/insert-orders.ts'
import { waitForQuiet } from '../machine.ts'
import { withProduct, type MeasuredProduct } from '../product.ts'
import type { Report } from '../report.ts'

const [BACKLOG, OTHER] = ['atelier-lumen', 'northfold']
const ORDERS = 20_000
/** The scheduled task runs every minute. */
const MAX_WAIT_MS = 300_000

/**
 * Measures how many overdue orders a worker expires per minute, including releasing their stock, and whether a backlog in one
 * shop delays another.
 */
export const measureExpiry = (report: Report): Promise<void> =>
  withProduct(async (product) => {
    await insertOrders(product.owner, await product.shopId(BACKLOG), { count: ORDERS })
    await insertOrders(product.owner, await product.shopId(OTHER), { count: 1 })
    await waitForQuiet()
    await makeOverdue(product, BACKLOG)
    await makeOverdue(product, OTHER)
    const deadline = Date.now() + MAX_WAIT_MS
    while ((await countExpired(product, BACKLOG)) < ORDERS || (await countExpired(product, OTHER)) < 1) {
      if (Date.now() > deadline) throw new Error('The worker did not expire the orders within five minutes')
      await pause(1_000)
    }
    const expiries = await readExpiries(product, BACKLOG)
    const [ofOther = NaN] = await readExpiries(product, OTHER)
    report.add({
      name: `overdue orders expired per minute, of ${ORDERS.toLocaleString('en')}`,
      value: ratePerMinute(expiries),
      unit: '',
      target: { above: 2_000 },
    })
    report.add({
      name: `orders of a backlog of ${ORDERS.toLocaleString('en')} that expired before another shop’s only one`,
      value: expiries.filter((at) => at < ofOther).length,
      unit: '',
    })
  })

/** The time of an order is the beginning of its batch, so the orders of the last batch are left out. NaN for a single batch. */
function ratePerMinute(expiries: readonly number[]): number {
  const [first = NaN, last = NaN] = [expiries[0], expiries.at(-1)]
  return expiries.filter((at) => at < last).length / ((last - first) / 60_000)
}

const makeOverdue = (product: MeasuredProduct, slug: string): Promise<void> =>
  product.inShop(slug, async () => {
    await product.owner.query(
      'update order_line set variant_id = (select variant_id from stock order by variant_id limit 1)',
    )
    await product.owner.query(
      `update stock s set on_hand = held.quantity, reserved = held.quantity
       from (select variant_id, sum(quantity)::integer as quantity from order_line group by variant_id) held
       where s.variant_id = held.variant_id`,
    )
    await product.owner.query(
      `update "order" set status = 'PENDING_PAYMENT', fulfillment = 'UNFULFILLED', status_since = now() - interval '8 days'`,
    )
  })

const countExpired = (product: MeasuredProduct, slug: string): Promise<number> =>
  product.inShop(slug, async () => {
    const { rows } = await product.owner.query<{ count: number }>(
      `select count(*)::int as count from domain_event where type = 'order.expired'`,
    )
    return rows[0]?.count ?? 0
  })

/** When the shop's orders expired, in milliseconds, ascending. */
const readExpiries = (product: MeasuredProduct, slug: string): Promise<number[]> =>
  product.inShop(slug, async () => {
    const { rows } = await product.owner.query<{ at: Date }>(
      `select at from domain_event where type = 'order.expired' order by at`,
    )
    return rows.map(({ at }) => at.getTime())
  })
