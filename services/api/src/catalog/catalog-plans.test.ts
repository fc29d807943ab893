import type { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { roleUrl, startTestApi, type TestApi } from '../../test/api.ts'
import { newBuyer } from '../../test/buyer.ts'
import { countStatements } from '../../test/count-statements.ts'
import { importProducts } from '../../test/import-products.ts'
import { useIsolatedStores } from '../../test/isolated-stores.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, withConnection } from '../../test/sql.ts'

const TABLES = ['product', 'variant', 'stock', 'collection', 'collection_product', 'shop_change']
const PRODUCTS = 1_000
const OTHER_SHOPS = 24

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let api: TestApi

beforeAll(async () => {
  stores = await useIsolatedStores()
  api = await startTestApi()
  // The database must have no statistics but those that a test makes.
  for (const table of TABLES) await api.owner.query(`alter table ${table} set (autovacuum_enabled = false)`)
  for (let shop = 0; shop < OTHER_SHOPS; shop++)
    await importProducts(api, await createShop(api, { variants: [] }), PRODUCTS)
}, 120_000)
afterAll(async () => {
  await api.stop()
  await stores.drop()
}, 60_000)

interface Plan {
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Join Filter'?: number
  Plans?: Plan[]
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

const rowsExamined = (plan: Plan): number =>
  (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Join Filter'] ?? 0)) *
  plan['Actual Loops']

const sumOf = (nodes: Plan[]): number => nodes.map(rowsExamined).reduce((sum, rows) => sum + rows)

/** Runs statements of the API again as its role, and returns the nodes of their plans. */
const explain = (shop: TestShop, statements: string[]): Promise<Plan[]> =>
  withConnection(roleUrl('api'), async (client: Client) => {
    await client.query("select set_config('app.shop_id', $1, false)", [shop.id])
    const nodes: Plan[] = []
    for (const sql of statements) {
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
        `explain (analyze, timing off, format json) ${sql.replace(/^declare .* cursor for /, '')}`,
      )
      nodes.push(...nodesOf(rows[0]!['QUERY PLAN'][0].Plan))
    }
    return nodes
  })

const readsCatalog = (sql: string) => /\bfrom (product p|variant v|stock s|collection_product m)\b/.test(sql)

const countProducts = async (shop: TestShop) =>
  (await newBuyer(api, shop).request<{ products: { totalCount: number } }>('{ products { totalCount } }'))
    .data.products.totalCount

/** The statements that read the catalog when one product changes. */
async function readingOfAChange(shop: TestShop): Promise<string[]> {
  const slug = (await newBuyer(api, shop).request<{ products: { nodes: { slug: string }[] } }>(FIRST_SLUG))
    .data.products.nodes[0]?.slug
  const nameOf = async () =>
    (
      await newBuyer(api, shop).request<{ product: { name: string } }>(
        'query ($slug: String!) { product(slug: $slug) { name } }',
        { slug },
      )
    ).data.product.name
  const rename = async (name: string) => {
    await executeInShop(api, shop, 'update product set name = $1 where slug = $2', name, slug)
    await expect.poll(nameOf).toBe(name)
  }
  // Changes are read in order: once this one is shown, those of the import have been too.
  await rename('First')
  return (await countStatements(() => rename('Second'))).statements.filter(readsCatalog)
}
const FIRST_SLUG = '{ products(first: 1) { nodes { slug } } }'

// The order matters: each begins with the statistics that the one before left.
test.each([
  ['without statistics', []],
  ['with statistics from before it was imported', ['before']],
  ['with statistics of all shops', ['before', 'after']],
])('a shop imported a moment ago is read by its keys, %s', async (_, analyzed) => {
  const analyze = async () => {
    for (const table of TABLES) await api.owner.query(`analyze ${table}`)
  }
  if (analyzed.includes('before')) await analyze()
  const shop = await createShop(api, { variants: [] })
  await importProducts(api, shop, PRODUCTS)
  if (analyzed.includes('after')) await analyze()

  const { statements, result } = await countStatements(() => countProducts(shop))
  expect(result).toBe(PRODUCTS)
  const reading = statements.filter(readsCatalog)
  expect(reading).toHaveLength(4)
  const examined = sumOf(await explain(shop, reading))
  expect(examined).toBeGreaterThanOrEqual(4 * PRODUCTS)
  expect(examined).toBeLessThan(20 * PRODUCTS)

  const readingAgain = await readingOfAChange(shop)
  expect(readingAgain).toHaveLength(2)
  expect(sumOf(await explain(shop, readingAgain))).toBeLessThan(30)
})

test('a change is read with as many statements and rows in a shop of 1,000 products as in a shop of one', async () => {
  const large = await createShop(api, { variants: [] })
  await importProducts(api, large, PRODUCTS)
  const small = await createShop(api, { variants: [{}] })
  const costs: { statements: number; rows: number }[] = []
  for (const shop of [large, small]) {
    const reading = await readingOfAChange(shop)
    costs.push({ statements: reading.length, rows: sumOf(await explain(shop, reading)) })
  }
  expect(costs[0]).toEqual(costs[1])
})

test('the log of changes is read by its index, whatever the statistics say', async () => {
  const shop = await createShop(api)
  await executeInShop(
    api,
    shop,
    "insert into shop_change (shop_id, part) select $1, 'SETTINGS' from generate_series(1, 20000)",
    shop.id,
  )
  await withConnection(roleUrl('api'), async (client) => {
    const { rows: before } = await client.query<{ now: string }>('select pg_current_snapshot()::text as now')
    await executeInShop(api, shop, 'update stock set on_hand = on_hand - 1')
    await client.query('begin')
    const { rows: changes } = await client.query('select * from shop_changes($1::pg_snapshot)', [
      before[0]?.now,
    ])
    const { rows: scans } = await client.query(
      `select relname, seq_scan::integer, seq_tup_read::integer from pg_stat_xact_user_tables
       where relname in ('shop_change', 'stock') order by relname`,
    )
    expect(changes).toHaveLength(3)
    expect(scans).toEqual([
      { relname: 'shop_change', seq_scan: 0, seq_tup_read: 0 },
      { relname: 'stock', seq_scan: 0, seq_tup_read: 0 },
    ])
  })
})
