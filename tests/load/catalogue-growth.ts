/**
 * How the catalogue's requests grow with the number of products. Run alone: `node tests/load/catalogue-growth.ts [products …]`, after a build.
 */
import { LIST, PRODUCT, SEARCH } from './catalog-queries.ts'
import { percentile } from './compare-rates.ts'
import { isMain, startCatalogueProduct, type CatalogueProduct } from './catalogue-product.ts'
import { graphqlRequest, readData, sendInTurn } from './journeys.ts'
import { measureRate, withConnections, type LoadRequest } from './measure-rate.ts'

export interface CatalogueGrowth {
  products: number
  /** The first request of a shop that was imported a moment ago. */
  firstLoadMs: number
  /** Of the event loop during the first load, with garbage collection. */
  longestBlockMs: number
  /** Resident memory of the API before and after the first load. */
  memoryBeforeMb: number
  memoryMb: number
  listsPerSecond: number
  productsPerSecond: number
  /** Searches that were not made before. */
  newSearchesPerSecond: number
  /** One such search at a time, median and 99th percentile. */
  newSearchMs: number
  newSearchP99Ms: number
}

const SIZES = [100, 1_000, 10_000, 50_000]
const UNCACHED_SEARCHES = 300
const ADJECTIVES = [
  'amber',
  'birch',
  'coral',
  'dusk',
  'elm',
  'fern',
  'granite',
  'hazel',
  'indigo',
  'jade',
  'kelp',
]
const NOUNS = ['bowl', 'lamp', 'chair', 'basket', 'blanket', 'jug', 'mirror', 'stool', 'candle', 'tray']

export async function measureCatalogueGrowth(sizes: readonly number[] = SIZES): Promise<CatalogueGrowth[]> {
  const product = await startCatalogueProduct()
  try {
    const measured: CatalogueGrowth[] = []
    for (const products of sizes) measured.push(await measureSize(product, products))
    return measured
  } finally {
    await product.stop()
  }
}

async function measureSize(product: CatalogueProduct, products: number): Promise<CatalogueGrowth> {
  const { api } = product
  const headers = { 'x-shop-key': await product.seedShop(`growth-${products}`, products) }
  const isRight = (text: string) => text.includes('"nodes":[{')
  const memoryBeforeMb = product.memory()
  await product.longestBlock()
  const [firstLoadMs, text] = await timed(api, graphqlRequest(headers, LIST, {}, isRight))
  const longestBlockMs = await product.longestBlock()
  const memoryMb = product.memory()

  const { nodes, pageInfo } = readData(LIST, text).products
  const lists = [null, pageInfo.endCursor].map((after) => graphqlRequest(headers, LIST, { after }, isRight))
  const bySlug = nodes.map(({ slug, id }) =>
    graphqlRequest(headers, PRODUCT, { slug }, (response) => response.includes(id)),
  )
  const listsPerSecond = await measureRate(api, sendInTurn(lists))
  const productsPerSecond = await measureRate(api, sendInTurn(bySlug))
  const nextSearch = newSearches(headers)
  const newSearchesPerSecond = await measureRate(api, async (send) => void (await send(nextSearch())))
  const times: number[] = []
  for (let search = 0; search < UNCACHED_SEARCHES; search++) times.push((await timed(api, nextSearch()))[0])
  return {
    products,
    firstLoadMs,
    longestBlockMs,
    memoryBeforeMb,
    memoryMb,
    listsPerSecond,
    productsPerSecond,
    newSearchesPerSecond,
    newSearchMs: percentile(times, 0.5),
    newSearchP99Ms: percentile(times, 0.99),
  }
}

async function timed(url: string, request: LoadRequest): Promise<[ms: number, text: string]> {
  return withConnections(url, async (send) => {
    const began = performance.now()
    const { text } = await send(request)
    return [performance.now() - began, text]
  })
}

/** Searches of two words and the beginning of a number, each of which is new. */
function newSearches(headers: Record<string, string>): () => LoadRequest {
  let made = 0
  return () => {
    const adjective = ADJECTIVES[made % ADJECTIVES.length] ?? ''
    const noun = NOUNS[Math.floor(made / ADJECTIVES.length) % NOUNS.length] ?? ''
    const number = Math.floor(made++ / (ADJECTIVES.length * NOUNS.length))
    const isRight = (text: string) => text.includes('"totalCount":')
    return graphqlRequest(headers, SEARCH, { search: `${adjective} ${noun} ${number}` }, isRight)
  }
}

if (isMain(import.meta.url)) {
  const sizes = process.argv.slice(2).map(Number)
  const measured = await measureCatalogueGrowth(sizes.length > 0 ? sizes : SIZES)
  process.stdout.write(`${JSON.stringify(measured, null, 2)}\n`)
}
