/**
 * Measures how a merchant's order list grows with the shop: the times of list, status filter, name search and code search with
 * 1,000, 10,000 and 100,000 orders in the shop, and with a million in a hundred shops; then what sixteen merchants who use the list
 * do to checkouts. Arguments: `million` adds the hundred shops, which takes about a quarter of an hour.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { root } from '../../infra/local/paths.ts'
import { freePorts, randomPortBase } from '../../infra/local/product/ports.ts'
import { startProduct, type Product } from '../../infra/local/product/start-product.ts'
import { removeData } from '../../infra/local/stores/postgres.ts'
import { codeOf, insertOrders, insertShops, nameOf } from '../../services/api/seed/insert-orders.ts'
import { merchant, textOf } from '../graphql/documents.ts'
import { createCardDeck } from '../traffic/cards.ts'
import { findMember } from '../traffic/find-shop.ts'
import { signIn } from '../traffic/merchant.ts'
import { randomFrom } from '../traffic/random.ts'
import { createVisitor } from '../traffic/visitor.ts'
import { checkOut } from './journeys.ts'
import { withConnections, type LoadRequest, type Send } from './measure-rate.ts'

/** Milliseconds. */
export interface Times {
  p50: number
  p95: number
}

export interface OrdersMeasurement {
  /** Of the shop that is measured. */
  orders: number
  /** Of all shops together. */
  ordersOfAllShops: number
  list: Times
  statusFilter: Times
  nameSearch: Times
  codeSearch: Times
}

export interface CheckoutMeasurement {
  quiet: Times
  /** While sixteen merchants each open a list or search every half second. */
  withMerchants: Times
}

const SHOP = 'atelier-lumen'
const REQUESTS = 200
const MERCHANTS = 16
/** Keeps one member's requests below their limit. */
const PAUSE_MS = 25
const CHECKOUT_SECONDS = 10

const ORDERS = merchant(`query ($filter: OrderFilter) { orders(filter: $filter) {
  nodes { code status fulfillment placedAt email billingAddress { firstName lastName company } total { amount currency }
    paymentSummary { cardBrand bank hasOpenUnmatchedPayment } }
  pageInfo { hasNextPage endCursor } totalCount }
  orderCount(filter: { status: [AWAITING_CERTIFICATION] }) }`)

/** @param sizes the numbers of orders with which the shop is measured, ascending; 'million' adds orders of a hundred shops */
export async function measureOrders(
  product: Product,
  sizes: readonly (number | 'million')[],
): Promise<OrdersMeasurement[]> {
  const owner = new Client({ connectionString: product.databaseOwnerUrl })
  await owner.connect()
  try {
    const { rows } = await owner.query<{ id: string }>('select id from shop where slug = $1', [SHOP])
    const shopId = rows[0]?.id ?? ''
    const requests = await prepareRequests(product)
    const measured: OrdersMeasurement[] = []
    let [orders, ordersOfOthers] = [0, 0]
    for (const size of sizes) {
      if (size === 'million') {
        ordersOfOthers = 1_000_000 - orders
        await insertShops(owner, 99, Math.ceil(ordersOfOthers / 99))
      } else {
        await insertOrders(owner, shopId, { first: orders, count: size - orders })
        orders = size
      }
      measured.push({
        orders,
        ordersOfAllShops: orders + ordersOfOthers,
        ...(await measureRequests(product.run.api, requests, orders)),
      })
    }
    return measured
  } finally {
    await owner.end()
  }
}

type Requests = Record<'list' | 'statusFilter' | 'nameSearch' | 'codeSearch', (n: number) => LoadRequest>

/** The requests by their number, so that no search is repeated at once. */
async function prepareRequests({ run }: Product): Promise<Requests> {
  const { token } = await signIn(run.api, SHOP, findMember(run, SHOP, false))
  const request = (filter: object): LoadRequest => ({
    path: '/merchant/graphql',
    headers: { authorization: `Bearer ${token}`, 'x-shop': SHOP },
    body: JSON.stringify({ query: textOf(ORDERS), variables: { filter } }),
    isRight: (text) => text.includes('"nodes":[{'),
  })
  return {
    list: () => request({}),
    statusFilter: () => request({ status: ['AWAITING_CERTIFICATION'] }),
    nameSearch: (n) => request({ search: nameOf(n) }),
    codeSearch: (n) => request({ search: codeOf(n).toLowerCase() }),
  }
}

async function measureRequests(
  api: string,
  requests: Requests,
  orders: number,
): Promise<Record<keyof Requests, Times>> {
  const times = async (name: keyof Requests): Promise<Times> =>
    withConnections(api, async (send) => {
      const measure = (round: number) => measureTime(send, requests[name]((round * 7919) % orders))
      for (let round = 0; round < REQUESTS / 4; round++) await measure(round)
      const all: number[] = []
      for (let round = 0; round < REQUESTS; round++) all.push(await measure(round))
      return summarize(all)
    })
  return {
    list: await times('list'),
    statusFilter: await times('statusFilter'),
    nameSearch: await times('nameSearch'),
    codeSearch: await times('codeSearch'),
  }
}

/** Measures checkouts in another shop on two connections, before and while merchants use the list of the large one. */
export async function measureCheckouts(product: Product, orders: number): Promise<CheckoutMeasurement> {
  const { run } = product
  const requests = await prepareRequests(product)
  const key = await seedShop(product)
  const variants = await createVisitor(run.api, key).variants()
  const deck = createCardDeck(randomFrom(1))
  const journey = checkOut(key, [{ variants }] as never, () => deck.next())
  const measure = async (): Promise<Times> => {
    const all: number[] = []
    const until = Date.now() + CHECKOUT_SECONDS * 1000
    const buy = async () => {
      while (Date.now() < until) {
        const began = performance.now()
        await withConnections(run.api, journey)
        all.push(performance.now() - began)
      }
    }
    await Promise.all([buy(), buy()])
    return summarize(all)
  }
  await measure()
  const quiet = await measure()
  let isOver = false
  const merchants = withConnections(run.api, (send) =>
    Promise.all(
      Array.from({ length: MERCHANTS }, async (_, number) => {
        await pause((number * 500) / MERCHANTS)
        for (let n = number; !isOver; n += 977) {
          const kinds = Object.values(requests)
          await send((kinds[n % kinds.length] ?? requests.list)(n % orders))
          await pause(500)
        }
      }),
    ),
  )
  const withMerchants = await measure().finally(() => (isOver = true))
  await merchants
  return { quiet, withMerchants }
}

/** A shop whose stock does not run out. Returns its public key. */
async function seedShop({ seedEnv }: Product): Promise<string> {
  const script = join(root, 'services/api/dist/seed/seed.js')
  const args = [script, '--shop', 'checkouts', '--products', '10']
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: seedEnv })
  return (JSON.parse(stdout) as { key: string }).key
}

async function measureTime(send: Send, request: LoadRequest): Promise<number> {
  const began = performance.now()
  await send(request)
  const time = performance.now() - began
  await pause(PAUSE_MS)
  return time
}

function summarize(times: number[]): Times {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => Number((sorted[Math.floor(sorted.length * share)] ?? NaN).toFixed(1))
  return { p50: at(0.5), p95: at(0.95) }
}

if (import.meta.main) {
  const data = mkdtempSync(join(tmpdir(), 'triclic-orders-'))
  const [portBase = 0] = await freePorts(1, randomPortBase())
  const product = await startProduct({ data, portBase, servers: ['api', 'worker'] })
  const print = (value: unknown) => void process.stdout.write(`${JSON.stringify(value)}\n`)
  try {
    for (const row of await measureOrders(product, [
      1_000,
      10_000,
      100_000,
      ...(process.argv.includes('million') ? (['million'] as const) : []),
    ]))
      print(row)
    print(await measureCheckouts(product, 100_000))
  } finally {
    await product.stop()
    removeData(data)
  }
}
