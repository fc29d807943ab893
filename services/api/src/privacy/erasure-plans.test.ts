import 'reflect-metadata'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inShop } from '../../seed/in-shop.ts'
import { insertOrders, insertShops } from '../../seed/insert-orders.ts'
import { roleUrl, startTestApi, type TestApi } from '../../test/api.ts'
import { useIsolatedStores } from '../../test/isolated-stores.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop } from '../../test/sql.ts'

const ORDERS = 1_000

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let api: TestApi
let shop: TestShop
let worker: Client
beforeAll(async () => {
  stores = await useIsolatedStores()
  api = await startTestApi()
  shop = await createShop(api)
  await insertOrders(api.owner, shop.id, { count: ORDERS })
  await insertShops(api.owner, 2, ORDERS)
  worker = new Client({ connectionString: roleUrl('worker') })
  await worker.connect()
}, 120_000)
afterAll(async () => {
  await worker?.end()
  await api?.stop()
  await stores?.drop()
}, 60_000)

interface Plan {
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: Plan[]
}
const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

/** The rows that a statement of the worker reads from tables and indexes, and the indexes of orders that it uses. */
async function explain(sql: string, ...params: unknown[]): Promise<{ rows: number; indexes: string[] }> {
  const { rows } = await inShop(worker, shop.id, () =>
    worker.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `explain (analyze, timing off, format json) ${sql}`,
      params,
    ),
  )
  const nodes = rows
    .flatMap((row) => nodesOf(row['QUERY PLAN'][0].Plan))
    .filter((node) => node['Relation Name'])
  const read = (node: Plan) =>
    (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
  return {
    rows: nodes.reduce((sum, node) => sum + read(node), 0),
    indexes: nodes
      .filter((node) => node['Relation Name'] === 'order')
      .map((node) => node['Index Name'] ?? 'none'),
  }
}
const DUE = `select id, due_at::text from due_erasure where shop_id = $1 and (due_at, id) > ('-infinity'::timestamptz, $2::uuid) order by due_at, id limit 50`
const NIL = '00000000-0000-0000-0000-000000000000'

test('looking for orders to erase reads next to nothing while none is old enough', async () => {
  const { rows } = await explain(DUE, shop.id, NIL)
  // The shop, among those that other tests make at the same time, and none of its orders.
  expect(rows).toBeLessThan(10)
})

test('of many old orders, it reads some rows for each, and not the orders of all buyers', async () => {
  await executeInShop(
    api,
    shop,
    `update "order" set placed_at = placed_at - interval '5 years', status = 'CANCELLED' where shop_id = $1`,
    shop.id,
  )
  await executeInShop(api, shop, 'delete from domain_event where shop_id = $1', shop.id)
  const { rows, indexes } = await explain(DUE, shop.id, NIL)
  expect(indexes).toEqual(expect.arrayContaining(['order_not_erased']))
  expect(indexes).not.toContain('none')
  expect(rows).toBeLessThanOrEqual(4 * ORDERS)
})

test('the orders of a buyer are found by their own index', async () => {
  const { rows, indexes } = await explain(
    `select id from "order" where shop_id = $1 and buyer_key = lower($2) and buyer_key <> '' order by placed_at, id`,
    shop.id,
    'Buyer7@buyers.test',
  )
  expect(indexes).toEqual(['order_buyer'])
  expect(rows).toBeLessThanOrEqual(2)
})
