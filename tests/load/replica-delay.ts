/**
 * How long it takes until two APIs show a changed price or stock, while both answer lists of another shop. Run alone:
 * `node tests/load/replica-delay.ts [changes]`, after a build.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { randomUUID } from 'node:crypto'
import { storefront } from '../graphql/documents.ts'
import { LIST, PRODUCT } from './catalog-queries.ts'
import { percentile } from './compare-rates.ts'
import { isMain, startCatalogueProduct, type CatalogueProduct } from './catalogue-product.ts'
import { graphqlRequest, readData } from './journeys.ts'
import { withConnections, type Send } from './measure-rate.ts'

export interface ReplicaDelay {
  /** Prices changed in the database, and stock changed by orders that buyers placed. */
  kind: 'price' | 'stock'
  changes: number
  /** From the commit, or the response to the order, until both replicas show it. */
  medianMs: number
  p99Ms: number
  longestMs: number
  within100Ms: number
}

const LOAD_CONNECTIONS = 8

const ADD = storefront(`mutation ($id: ID!) { addToCart(variantId: $id) { userErrors { code } } }`)
const SHIPPING = storefront('{ shippingMethods(countryCode: "FR") { id } }')
const PLACE = storefront(
  `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { order { id } userErrors { code } } }`,
)

export async function measureReplicaDelay(changes = 1_000): Promise<ReplicaDelay[]> {
  const product = await startCatalogueProduct()
  try {
    const urls = [product.api, await product.startReplica()]
    const key = await product.seedShop('changed', 1_000)
    const loaded = await product.seedShop('loaded', 1_000)
    const stopLoad = keepBusy(urls, loaded)
    const delays: ReplicaDelay[] = []
    for (const kind of ['price', 'stock'] as const) {
      const times: number[] = []
      for (let change = 0; change < changes; change++)
        times.push(await delayOf(product, urls, key, { kind, change, api: urls[change % 2] ?? product.api }))
      delays.push({
        kind,
        changes,
        medianMs: percentile(times, 0.5),
        p99Ms: percentile(times, 0.99),
        longestMs: Math.max(...times),
        within100Ms: times.filter((ms) => ms <= 100).length,
      })
    }
    await stopLoad()
    return delays
  } finally {
    await product.stop()
  }
}

/** Sends lists of another shop to each API, on LOAD_CONNECTIONS connections. Returns how to stop. */
function keepBusy(urls: readonly string[], key: string): () => Promise<void> {
  let isStopped = false
  const request = graphqlRequest({ 'x-shop-key': key }, LIST, {}, (text) => text.includes('"nodes":[{'))
  const lane = async (send: Send) => {
    while (!isStopped) {
      await send(request)
      // Keeps about half of the machine free for the databases and the measurement.
      await pause(5)
    }
  }
  const lanes = urls.map((url) =>
    withConnections(url, (send) => Promise.all(Array.from({ length: LOAD_CONNECTIONS }, () => lane(send)))),
  )
  return async () => {
    isStopped = true
    await Promise.all(lanes)
  }
}

interface Change {
  kind: 'price' | 'stock'
  change: number
  /** Where an order is placed. */
  api: string
}

/** Changes a product and returns the time in ms until every API shows it. */
async function delayOf(
  product: CatalogueProduct,
  urls: readonly string[],
  key: string,
  { kind, change, api }: Change,
): Promise<number> {
  const slug = `product-${(change % 1_000) + 1}`
  const shown = (url: string) =>
    withConnections(url, async (send) => {
      const request = graphqlRequest({ 'x-shop-key': key }, PRODUCT, { slug }, () => true)
      const [variant] = readData(PRODUCT, (await send(request)).text).product?.variants ?? []
      if (!variant) throw new Error(`${slug} is not shown`)
      return { id: variant.id, value: kind === 'price' ? variant.price.amount : variant.availableQuantity }
    })
  const { id, value } = await shown(api)
  if (kind === 'price')
    await product.inShop('changed', 'update variant set price = $1 where id = $2', [value + 1, id])
  else await placeOrder(api, key, id)
  const committed = performance.now()
  const isShown = async (url: string) => {
    while ((await shown(url)).value === value) await pause(1)
  }
  await Promise.all(urls.map(isShown))
  return performance.now() - committed
}

async function placeOrder(api: string, key: string, variantId: string): Promise<void> {
  await withConnections(api, async (send) => {
    const shop = { 'x-shop-key': key }
    const added = await send(graphqlRequest(shop, ADD, { id: variantId }, (text) => text.includes('[]')))
    const visitor = { ...shop, 'x-visitor-id': added.header('x-visitor-id') }
    const methods = await send(graphqlRequest(visitor, SHIPPING, {}, () => true))
    const input = {
      idempotencyKey: randomUUID(),
      email: 'camille@buyers.test',
      billingAddress: {
        firstName: 'Camille',
        lastName: 'Martin',
        line1: '1 rue de la Paix',
        postalCode: '75002',
        city: 'Paris',
        countryCode: 'FR',
      },
      shippingMethodId: readData(SHIPPING, methods.text).shippingMethods[0]?.id ?? '',
    }
    await send(graphqlRequest(visitor, PLACE, { input }, (text) => text.includes('"userErrors":[]')))
  })
}

if (isMain(import.meta.url)) {
  const measured = await measureReplicaDelay(Number(process.argv[2] ?? 1_000))
  process.stdout.write(`${JSON.stringify(measured, null, 2)}\n`)
}
