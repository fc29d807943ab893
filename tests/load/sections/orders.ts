import { setTimeout as pause } from 'node:timers/promises'
import { codeOf, insertOrders, insertShops, nameOf } from '../../../services/api/seed/insert-orders.ts'
import { varyOrders } from '../../../services/api/seed/vary-orders.ts'
import { merchant, textOf } from '../../graphql/documents.ts'
import { createCardDeck } from '../../traffic/cards.ts'
import { findMember } from '../../traffic/find-shop.ts'
import { signIn } from '../../traffic/merchant.ts'
import { randomFrom } from '../../traffic/random.ts'
import { checkOut } from '../journeys.ts'
import { waitForQuiet } from '../machine.ts'
import { withConnections, type LoadRequest } from '../measure-rate.ts'
import { withProduct, type MeasuredProduct } from '../product.ts'
import { readAllProducts } from '../read-catalog.ts'
import type { Report } from '../report.ts'
import { during, percentile, timeOf } from '../times.ts'

const SHOP = 'atelier-lumen'
/** Orders in the shop. */
const SIZES = [1_000, 10_000, 100_000]
/** With fewer, it takes minutes: BENCH_ORDERS=100000 npm run bench -- orders */
const ORDERS_OF_ALL_SHOPS = Number(process.env.BENCH_ORDERS ?? 1_000_000)
const OTHER_SHOPS = 99
const REQUESTS = 200
const WARM_UP_REQUESTS = 50
const MERCHANTS = 16
/** Keeps one member's requests below their limit. */
const PAUSE_MS = 25
const CHECKOUT_SECONDS = 10
const TARGET_MS = 15

const ORDERS = merchant(`query ($filter: OrderFilter) { orders(filter: $filter) {
  nodes { code status fulfillment placedAt email billingAddress { firstName lastName company } total { amount currency }
    paymentSummary { cardBrand bank hasOpenUnmatchedPayment } }
  pageInfo { hasNextPage endCursor } totalCount }
  orderCount(filter: { status: [AWAITING_CERTIFICATION] }) }`)

const CHANGES = merchant(`query ($since: DateTime!) { orderChanges(since: $since) { newOrders } }`)

/** How a merchant's order list grows with the shop and with all shops, and what its use does to checkouts. */
export const measureOrders = (report: Report): Promise<void> =>
  withProduct(async (product) => {
    const requests = await prepareRequests(product)
    await measureLists(report, product, requests)
    await measureCheckoutsMeanwhile(report, product, requests)
  })

/** The requests that are measured, by the number of an order that is searched for. */
type Requests = Record<string, (order: number) => LoadRequest>

async function prepareRequests({ run }: MeasuredProduct): Promise<Requests> {
  const { token } = await signIn(run.api, SHOP, findMember(run, SHOP, false))
  const send = (query: string, variables: object, expected: string): LoadRequest => ({
    path: '/merchant/graphql',
    headers: { authorization: `Bearer ${token}`, 'x-shop': SHOP },
    body: JSON.stringify({ query, variables }),
    isRight: (text) => text.includes(expected),
  })
  const request = (filter: object) => send(textOf(ORDERS), { filter }, '"nodes":[{')
  const since = new Date().toISOString()
  return {
    list: () => request({}),
    'filter by status': () => request({ status: ['AWAITING_CERTIFICATION'] }),
    'filter by country': () => request({ countries: ['BE'] }),
    'filter by way to pay and total': () => request({ paymentMethod: 'CHEQUE', totalFrom: 9000 }),
    'filter by channel of almost all': () => request({ channel: 'WEB', paymentMethod: 'TRANSFER' }),
    'count new orders': () => send(textOf(CHANGES), { since }, '"newOrders":'),
    'search by name': (order) => request({ search: nameOf(order) }),
    'search by code': (order) => request({ search: codeOf(order).toLowerCase() }),
  }
}

async function measureLists(report: Report, product: MeasuredProduct, requests: Requests): Promise<void> {
  const points: Record<string, [ordersOfAllShops: number, ms: number][]> = {}
  const measure = async (orders: number, ordersOfAllShops: number) => {
    // As autovacuum does within a minute: orders do not come by the ten thousand.
    await product.owner.query('vacuum (analyze)')
    await waitForQuiet()
    for (const [name, requestFor] of Object.entries(requests)) {
      const times = await measureTimes(product.run.api, requestFor, orders)
      points[name] = [...(points[name] ?? []), [ordersOfAllShops, percentile(times, 0.5)]]
    }
  }
  const shopId = await product.shopId(SHOP)
  let orders = 0
  for (const size of SIZES) {
    await insertOrders(product.owner, shopId, { first: orders, count: size - orders })
    await varyOrders(product.owner, shopId, size > 10_000 ? 1_000 : 100)
    orders = size
    await measure(orders, orders)
  }
  await insertShops(product.owner, OTHER_SHOPS, Math.ceil((ORDERS_OF_ALL_SHOPS - orders) / OTHER_SHOPS))
  await measure(orders, ORDERS_OF_ALL_SHOPS)

  report.addChart('orders', {
    title: 'A merchant’s orders, p50; up to 100,000 in one shop, 1,000,000 in a hundred',
    x: 'orders in the database',
    y: 'ms',
    series: Object.entries(points).map(([name, all]) => ({ name, points: all })),
  })
  for (const [name, all] of Object.entries(points))
    for (const [count, ms] of all.slice(-2))
      report.add({
        name: `${name}, ${count.toLocaleString('en')} orders, p50`,
        value: ms,
        unit: 'ms',
        target: { below: TARGET_MS },
      })
}

/** The times of requests one after the other, in ms. No search is repeated soon. */
const measureTimes = (
  api: string,
  requestFor: (order: number) => LoadRequest,
  orders: number,
): Promise<number[]> =>
  withConnections(api, async (send) => {
    const times: number[] = []
    for (let n = -WARM_UP_REQUESTS; n < REQUESTS; n++) {
      const [ms] = await timeOf(() => send(requestFor((Math.abs(n) * 7919) % orders)))
      if (n >= 0) times.push(ms)
      await pause(PAUSE_MS)
    }
    return times
  })

/** Checkouts in another shop on two connections, without load and while sixteen merchants each open a list or search every half second. */
async function measureCheckoutsMeanwhile(
  report: Report,
  product: MeasuredProduct,
  requests: Requests,
): Promise<void> {
  const { api } = product.run
  const key = await product.seedShop('checkouts', 10)
  const products = await readAllProducts(api, { 'x-shop-key': key })
  const deck = createCardDeck(randomFrom(1))
  const journey = checkOut(key, products, () => deck.next())
  const measureP95 = async (): Promise<number> => {
    const times: number[] = []
    await withConnections(api, async (send) => {
      const until = Date.now() + CHECKOUT_SECONDS * 1000
      const buy = async () => {
        while (Date.now() < until) times.push((await timeOf(() => journey(send)))[0])
      }
      await Promise.all([buy(), buy()])
    })
    return percentile(times, 0.95)
  }
  await waitForQuiet()
  // The first checkouts are slower than all later ones.
  await measureP95()
  const withoutLoad = await measureP95()
  const withMerchants = await during((isOver) => useLists(api, Object.values(requests), isOver), measureP95)
  report.add({
    name: `checkout while ${MERCHANTS} merchants use their lists, p95`,
    value: withMerchants,
    unit: 'ms',
    reference: { name: 'without load', value: withoutLoad },
    target: { below: 1.5 * withoutLoad },
  })
}

const useLists = (
  api: string,
  requests: readonly Requests[string][],
  isOver: () => boolean,
): Promise<unknown> =>
  withConnections(api, (send) =>
    Promise.all(
      Array.from({ length: MERCHANTS }, async (_, number) => {
        await pause((number * 500) / MERCHANTS)
        for (let n = number; !isOver(); n += 977) {
          const requestFor = requests[n % requests.length]
          if (requestFor) await send(requestFor(n % (SIZES.at(-1) ?? 1)))
          await pause(500)
        }
      }),
    ),
  )
