import 'reflect-metadata'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { insertFinishedOrder } from '../../test/buyer-data.ts'
import { connectAsWorker, timelineOf } from '../../test/events.ts'
import { useIsolatedStores } from '../../test/isolated-stores.ts'
import { insertTestOrder } from '../../test/order.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'
import { eraseOldOrders } from './erase-old-orders.ts'

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let api: TestApi
let shop: TestShop
beforeAll(async () => {
  stores = await useIsolatedStores()
  api = await startTestApi()
  shop = await createShop(api)
}, 60_000)
afterAll(async () => {
  await api.stop()
  await stores.drop()
}, 60_000)

const run = async () => eraseOldOrders(await connectAsWorker(api))
const keepFor = (months: number | null, of = shop) =>
  executeInShop(api, of, 'update shop set buyer_retention_months = $1 where id = $2', months, of.id)
const monthsAgo = (months: number, days = 0): Date => {
  const at = new Date()
  at.setUTCMonth(at.getUTCMonth() - months)
  return new Date(at.getTime() - days * 86_400_000)
}
/** A finished order, without the invoice that it may still need. */
async function insert(
  email: string,
  placedAt: Date,
  options: Parameters<typeof insertTestOrder>[2] = {},
  of = shop,
) {
  const order = await insertFinishedOrder(api, of, { email, placedAt, ...options })
  await executeInShop(api, of, 'delete from invoice_due where order_id = $1', order.id)
  return order
}
const emailOf = async ({ id }: { id: string }, of = shop): Promise<string | undefined> =>
  (await queryInShop<{ email: string }>(api, of, 'select email from "order" where id = $1', id))[0]?.email

test('finished orders are erased once the period has passed since the last contact, and no others', async () => {
  await keepFor(24)
  const old = await insert('old@buyers.test', monthsAgo(24, 2))
  const young = await insert('young@buyers.test', monthsAgo(23))
  const loyal = await insert('loyal@buyers.test', monthsAgo(40))
  await insert('Loyal@buyers.test', monthsAgo(2))
  const waiting = await insertTestOrder(api, shop, {
    email: 'waiting@buyers.test',
    placedAt: monthsAgo(30),
    status: 'AWAITING_CERTIFICATION',
    card: 'OPEN',
  })
  const busy = await insert('busy@buyers.test', monthsAgo(30))
  await executeInShop(
    api,
    shop,
    `insert into domain_event (shop_id, id, stream_id, order_id, sequence, type, actor, at, processed_at)
     values ($1, $2, $2, $2, 1, 'order.expired', 'system', now() - interval '1 month', now())`,
    shop.id,
    busy.id,
  )
  expect(await run()).toEqual({ processed: 1, failed: 0 })
  expect(await emailOf(old)).toBe('')
  expect(await Promise.all([young, loyal, waiting, busy].map((order) => emailOf(order)))).toEqual([
    'young@buyers.test',
    'loyal@buyers.test',
    'waiting@buyers.test',
    'busy@buyers.test',
  ])
  expect((await timelineOf(api, shop, old.code)).at(-1)).toMatchObject({ kind: 'BUYER_ERASED', by: 'system' })
  expect(await run()).toEqual({ processed: 0, failed: 0 })
})

test('a shop without a period keeps everything, and many orders are erased in batches', async () => {
  const keeping = await createShop(api)
  await keepFor(null, keeping)
  const kept = await insert('kept@buyers.test', monthsAgo(100), {}, keeping)
  const erasing = await createShop(api)
  await keepFor(12, erasing)
  for (let index = 0; index < 55; index++)
    await insert(`many-${index}@buyers.test`, monthsAgo(20, index), {}, erasing)
  expect(await run()).toEqual({ processed: 55, failed: 0 })
  expect(await emailOf(kept, keeping)).toBe('kept@buyers.test')
})

test('a new shop keeps data of buyers for three years after the last contact', async () => {
  const [row] = await queryInShop<{ months: number }>(
    api,
    await createShop(api),
    `select column_default::int as months from information_schema.columns where table_name = 'shop' and column_name = 'buyer_retention_months'`,
  )
  expect(row?.months).toBe(36)
})
