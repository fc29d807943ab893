import { setTimeout as pause } from 'node:timers/promises'
import { PRODUCT } from '../catalog-queries.ts'
import { graphqlRequest, placeOrder, readData, sendInTurn } from '../journeys.ts'
import { waitForQuiet } from '../machine.ts'
import { measureRate, withConnections, type LoadRequest, type Send } from '../measure-rate.ts'
import { withProduct, type MeasuredProduct } from '../product.ts'
import { firstPage, listRequests } from '../read-catalog.ts'
import type { Report } from '../report.ts'
import { during, percentile } from '../times.ts'

const CONNECTIONS = 16
const PRODUCTS = 1_000
/** Of each kind. */
const CHANGES = 1_000
const TARGET_MS = 100
const MAX_DELAY_MS = 30_000

/** What a second API process adds, and how long it takes until both show a change. The machine also creates the load. */
export const measureReplicas = (report: Report): Promise<void> =>
  withProduct(async (product) => {
    const first = product.run.api
    const headers = { 'x-shop-key': await product.seedShop('measured', PRODUCTS) }
    await waitForQuiet()
    const one = await measureLists([first], headers)
    const second = await product.startReplica()
    await waitForQuiet()
    const two = await measureLists([first, second], headers)
    report.add({
      name: `lists of two API processes, on ${CONNECTIONS} connections in all`,
      value: two,
      unit: '/s',
      reference: { name: 'one process', value: one },
    })

    const changed = await product.seedShop('changed', PRODUCTS)
    const busy = firstPage(await product.seedShop('busy', PRODUCTS))
    await waitForQuiet()
    await during(
      (isOver) => Promise.all([first, second].map((url) => keepBusy(url, busy, isOver))),
      () =>
        withConnections(first, (toFirst) =>
          withConnections(second, (toSecond) =>
            measureDelays(report, { product, shopKey: changed, replicas: [toFirst, toSecond] }),
          ),
        ),
    )
  })

async function measureLists(urls: readonly string[], headers: Record<string, string>): Promise<number> {
  const rates = urls.map(async (url) =>
    measureRate(url, sendInTurn(await listRequests(url, '/graphql', headers)), {
      connections: CONNECTIONS / urls.length,
    }),
  )
  return (await Promise.all(rates)).reduce((sum, rate) => sum + rate, 0)
}

/** Sends a request again and again, on eight connections. */
const keepBusy = (url: string, request: LoadRequest, isOver: () => boolean): Promise<unknown> =>
  withConnections(url, (send) =>
    Promise.all(
      Array.from({ length: 8 }, async () => {
        while (!isOver()) {
          await send(request)
          // Keeps about half of the machine free for the databases and the measurement.
          await pause(5)
        }
      }),
    ),
  )

interface Setup {
  product: MeasuredProduct
  /** Of the shop that changes. */
  shopKey: string
  replicas: readonly [Send, Send]
}

/** Prices change in the database, stock by orders that buyers place at one of the replicas in turn. */
async function measureDelays(report: Report, setup: Setup): Promise<void> {
  for (const kind of ['price', 'stock'] as const) {
    const delays: number[] = []
    for (let change = 0; change < CHANGES; change++) delays.push(await delayOf(setup, kind, change))
    const name = `delay until two replicas show a ${kind} change`
    report.add({ name: `${name}, p50`, value: percentile(delays, 0.5), unit: 'ms' })
    report.add({ name: `${name}, p99`, value: percentile(delays, 0.99), unit: 'ms' })
    report.add({ name: `${name}, longest of ${CHANGES}`, value: Math.max(...delays), unit: 'ms' })
    report.add({
      name: `${kind} changes that two replicas show within ${TARGET_MS} ms, of ${CHANGES}`,
      value: delays.filter((ms) => ms <= TARGET_MS).length,
      unit: '',
      target: { above: CHANGES - 1 },
    })
  }
}

/** The time in ms from the commit of a price, or the response to an order, until both replicas show it. */
async function delayOf(
  { product, shopKey, replicas }: Setup,
  kind: 'price' | 'stock',
  change: number,
): Promise<number> {
  const slug = `product-${(change % PRODUCTS) + 1}`
  const request = graphqlRequest({ 'x-shop-key': shopKey }, PRODUCT, { slug }, (text) =>
    text.includes(`"slug":"${slug}"`),
  )
  const read = async (send: Send) => {
    const [variant] = readData(PRODUCT, (await send(request)).text).product?.variants ?? []
    if (!variant) throw new Error(`${slug} has no variant`)
    return { id: variant.id, value: kind === 'price' ? variant.price.amount : variant.availableQuantity }
  }
  const replica = replicas[change % 2 === 0 ? 0 : 1]
  const { id, value } = await read(replica)
  if (kind === 'stock') await placeOrder(replica, shopKey, () => id)
  else
    await product.inShop('changed', () =>
      product.owner.query('update variant set price = $1 where id = $2', [value + 1, id]),
    )
  const committed = performance.now()
  const waitUntilShown = async (send: Send) => {
    while ((await read(send)).value === value) {
      if (performance.now() - committed > MAX_DELAY_MS)
        throw new Error(`A replica did not show a ${kind} change within 30 s`)
      await pause(1)
    }
  }
  await Promise.all(replicas.map(waitUntilShown))
  return performance.now() - committed
}
