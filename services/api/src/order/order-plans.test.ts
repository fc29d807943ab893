import 'reflect-metadata'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, insertOrders, insertShops, nameOf } from '../../seed/insert-orders.ts'
import { inShop } from '../../seed/in-shop.ts'
import { varyOrders, type VariedBanks } from '../../seed/vary-orders.ts'
import { countStatements } from '../../test/count-statements.ts'
import { roleUrl, startTestApi, type TestApi } from '../../test/api.ts'
import { useIsolatedStores } from '../../test/isolated-stores.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

// With more orders: TEST_SHOPS=100 TEST_ORDERS_PER_SHOP=10000 npm test -- order-plans
const SHOPS = Number(process.env.TEST_SHOPS ?? 4)
const ORDERS_PER_SHOP = Number(process.env.TEST_ORDERS_PER_SHOP ?? 1_000)

/** One in so many orders is unlike the others: few enough to be sorted. */
const EVERY = Math.max(100, ORDERS_PER_SHOP / 100)

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let api: TestApi
let shop: TestShop
let headers: Record<string, string>
let explainer: Client
let banks: VariedBanks
beforeAll(async () => {
  stores = await useIsolatedStores()
  api = await startTestApi()
  shop = await createShop(api)
  headers = await headersOf(api, shop, 'CERTIFIER')
  await insertOrders(api.owner, shop.id, { count: ORDERS_PER_SHOP })
  banks = await varyOrders(api.owner, shop.id, EVERY)
  await insertShops(api.owner, SHOPS - 1, ORDERS_PER_SHOP)
  explainer = new Client({ connectionString: roleUrl('api') })
  await explainer.connect()
}, 3_600_000)
afterAll(async () => {
  await explainer?.end()
  await api?.stop()
  await stores?.drop()
}, 60_000)

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: Plan[]
}

interface Explained {
  statement: string
  /** Of its plan. */
  nodes: Plan[]
}

/** Sends the query and explains the statements about orders that it made the API send, as its database role. */
async function explain(query: string, variables: object): Promise<Explained[]> {
  const { statements } = await countStatements(() => merchant(api, query, { ...variables }, headers))
  const explained: Explained[] = []
  for (const statement of statements.filter((sent) => /order_search|from "order"/.test(sent)))
    await inShop(explainer, shop.id, async () => {
      const { rows } = await explainer.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
        `explain (analyze, timing off, format json) ${statement}`,
      )
      explained.push({ statement, nodes: rows.flatMap((row) => nodesOf(row['QUERY PLAN'][0].Plan)) })
    })
  return explained
}

const LIST =
  'query ($filter: OrderFilter, $after: String) { orders(filter: $filter, after: $after, first: 25) { nodes { code } } }'

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

/** Rows that the scans of tables and indexes read. */
const rowsRead = (nodes: Plan[]): number =>
  nodes
    .filter((node) => node['Relation Name'] !== undefined)
    .reduce((sum, node) => sum + (node['Actual Rows'] + rowsRemoved(node)) * node['Actual Loops'], 0)

const rowsRemoved = (node: Plan): number =>
  (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)

const NEWEST = ORDERS_PER_SHOP - 1
/** As many buyers of a shop have the same name. */
const NAMESAKES = ORDERS_PER_SHOP / 100
const PAGE = 26

const cases: [name: string, filter: object, after: number | null, index: string, maxRowsRead: number][] = [
  ['the newest', {}, null, 'order_by_status', 19 * PAGE],
  ['a page far back', {}, 100, 'order_by_status', 19 * PAGE],
  ['one status', { status: ['AWAITING_CERTIFICATION'] }, null, 'order_by_status', 4 * PAGE],
  ['two statuses', { status: ['PAID', 'EXPIRED'] }, null, 'order_by_status', 7 * PAGE],
  ['to ship', { status: ['PAID'], fulfillment: ['UNFULFILLED'] }, null, 'order_by_status', 2 * PAGE],
  ['a name', { search: nameOf(NEWEST) }, null, 'order_search_token', 4 * NAMESAKES],
  [
    'a name and a first name',
    { search: `${nameOf(NEWEST)} camille` },
    null,
    'order_search_token',
    6 * NAMESAKES,
  ],
  [
    'a name and a status',
    { search: nameOf(NEWEST), status: ['PAID'] },
    null,
    'order_search_token',
    4 * NAMESAKES,
  ],
  ['a code', { search: `#${codeOf(7)}` }, null, 'order_search_token', 4],
  ['a code with a space', { search: codeOf(7).replace(/^..../, '$& ') }, null, 'order_search_token', 8],
  ['an email address', { search: 'buyer7@buyers.test' }, null, 'order_search_token', 8],
]

/** So many orders match, or almost all. */
const RARE = ORDERS_PER_SHOP / EVERY
const filters: [name: string, filter: () => object, index: string, maxRowsRead: number][] = [
  ['a country', () => ({ countries: ['BE'] }), 'order_country', 4 * RARE],
  ['a channel', () => ({ channel: 'TELEPHONE' }), 'order_channel', 4 * RARE],
  ['a range of totals', () => ({ totalFrom: 9800, totalTo: 10000 }), 'order_total', 4 * RARE],
  ['a method of payment', () => ({ paymentMethod: 'CHEQUE' }), 'manual_payment_method', 5 * RARE],
  ['a bank', () => ({ gatewayAccountId: banks.rare }), 'payment_attempt_by_account', 5 * RARE],
  [
    'a country, a bank and a status',
    () => ({ countries: ['BE'], gatewayAccountId: banks.frequent, status: ['PAID'] }),
    'order_country',
    5 * RARE,
  ],
  ['the bank of almost all', () => ({ gatewayAccountId: banks.frequent }), 'order_by_status', 2 * 19 * PAGE],
]

/** The cursor of the shop's n-th order. */
async function cursorOf(n: number): Promise<string> {
  const { rows } = await inShop(api.owner, shop.id, () =>
    api.owner.query<{ id: string }>('select id from "order" where code = $1', [codeOf(n)]),
  )
  return Buffer.from(rows[0]?.id ?? '').toString('base64url')
}

const analyze = () => api.owner.query('analyze "order", order_search, payment_attempt, manual_payment')

describe.each<[string, () => Promise<unknown>]>([
  ['before any statistics', async () => undefined],
  [
    'with statistics of the time when there was no other shop',
    async () => {
      await api.owner.query('delete from shop where id <> $1', [shop.id])
      await analyze()
      await insertShops(api.owner, SHOPS - 1, ORDERS_PER_SHOP)
    },
  ],
  ['with statistics', analyze],
])('%s', (_name, prepare) => {
  beforeAll(prepare, 3_600_000)

  test(`the next of ${ORDERS_PER_SHOP} orders to certify`, async () => {
    const query = 'query ($after: String) { nextOrderToCertify(after: $after) { code } }'
    const [statement, ...others] = await explain(query, { after: codeOf(7) })
    expect(others).toEqual([])
    expect(rowsRead(statement?.nodes ?? [])).toBeLessThanOrEqual(8)
  })

  test.each(cases)(
    `%s of ${ORDERS_PER_SHOP} orders in each of ${SHOPS} shops`,
    async (_case, filter, after, index, max) => {
      const statements = await explain(LIST, { filter, after: after === null ? null : await cursorOf(after) })
      const page = statements.find(({ statement }) => statement.includes('select t.*'))?.nodes ?? []
      expect(page.map((node) => node['Index Name'])).toContain(index)
      expect(rowsRead(page)).toBeLessThanOrEqual(max)
      for (const { nodes } of statements) {
        expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([])
        expect(nodes.map(rowsRemoved).reduce((a, b) => a + b)).toBeLessThanOrEqual(NAMESAKES)
      }
    },
  )

  test.each(filters)(
    `%s of ${ORDERS_PER_SHOP} orders in each of ${SHOPS} shops`,
    async (_case, filter, index, max) => {
      const statements = await explain(LIST, { filter: filter(), after: null })
      const page = statements.find(({ statement }) => statement.includes('select t.*'))?.nodes ?? []
      expect(page.map((node) => node['Index Name'])).toContain(index)
      expect(rowsRead(page)).toBeLessThanOrEqual(max)
      expect(page.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([])
    },
  )
})
