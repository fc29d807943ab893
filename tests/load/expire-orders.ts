/** Measures how many overdue orders a worker expires per minute, their stock released, and whether another shop's order waits for them. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { freePorts, randomPortBase } from '../../infra/local/product/ports.ts'
import { startProduct, type Product } from '../../infra/local/product/start-product.ts'
import { removeData } from '../../infra/local/stores/postgres.ts'
import { inShop } from '../../services/api/seed/in-shop.ts'
import { insertOrders } from '../../services/api/seed/insert-orders.ts'

export interface ExpiryMeasurement {
  orders: number
  ordersPerMinute: number
  /** Orders of the backlog that expired before the other shop's only one. */
  expiredBeforeOther: number
}

const BACKLOG = 'atelier-lumen'
const OTHER = 'northfold'
/** The scheduled task runs every minute. */
const MAX_WAIT_MS = 300_000

/** @param orders number of overdue orders in one shop; another shop has one */
export async function measureExpiry(product: Product, orders: number): Promise<ExpiryMeasurement> {
  const owner = new Client({ connectionString: product.databaseOwnerUrl })
  await owner.connect()
  try {
    const { rows } = await owner.query<{ id: string; slug: string }>(
      'select id, slug from shop where slug = any($1)',
      [[BACKLOG, OTHER]],
    )
    const idOf = (slug: string): string => rows.find((row) => row.slug === slug)?.id ?? ''
    const [backlog, other] = [idOf(BACKLOG), idOf(OTHER)]
    await insertOrders(owner, backlog, { count: orders })
    await insertOrders(owner, other, { count: 1 })
    await makeOverdue(owner, backlog)
    await makeOverdue(owner, other)
    const deadline = Date.now() + MAX_WAIT_MS
    while ((await countExpired(owner, backlog)) < orders || (await countExpired(owner, other)) < 1) {
      if (Date.now() > deadline) throw new Error('The worker did not expire the orders in time.')
      await pause(1_000)
    }
    const [ofOther] = await expiries(owner, other)
    const all = await expiries(owner, backlog)
    const seconds = ((all.at(-1) ?? 0) - (all[0] ?? 0)) / 1000
    return {
      orders,
      ordersPerMinute: Math.round((orders / seconds) * 60),
      expiredBeforeOther: all.filter((at) => at < (ofOther ?? 0)).length,
    }
  } finally {
    await owner.end()
  }
}

const makeOverdue = (owner: Client, shopId: string): Promise<void> =>
  inShop(owner, shopId, async () => {
    await owner.query(
      'update order_line set variant_id = (select variant_id from stock where shop_id = $1 order by variant_id limit 1)',
      [shopId],
    )
    await owner.query(
      `update "order" set status = 'PENDING_PAYMENT', fulfillment = 'UNFULFILLED', status_since = now() - interval '8 days'`,
    )
  })

const countExpired = async (owner: Client, shopId: string): Promise<number> =>
  (await expiries(owner, shopId)).length

/** When the shop's orders expired, in milliseconds, ascending. */
const expiries = (owner: Client, shopId: string): Promise<number[]> =>
  inShop(owner, shopId, async () => {
    const { rows } = await owner.query<{ at: Date }>(
      `select at from domain_event where type = 'order.expired' order by at`,
    )
    return rows.map(({ at }) => at.getTime())
  })

if (import.meta.main) {
  const data = mkdtempSync(join(tmpdir(), 'triclic-expiry-'))
  const [portBase = 0] = await freePorts(1, randomPortBase())
  const product = await startProduct({ data, portBase, servers: ['api', 'worker'] })
  try {
    process.stdout.write(`${JSON.stringify(await measureExpiry(product, 20_000))}\n`)
  } finally {
    await product.stop()
    removeData(data)
  }
}
