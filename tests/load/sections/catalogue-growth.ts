import { LIST, PRODUCT, SEARCH } from '../catalog-queries.ts'
import { filteredRequest, GIVE_OPTIONS } from '../filtered-requests.ts'
import { cycle, graphqlRequest, newWords, readData, sendInTurn } from '../journeys.ts'
import { waitForQuiet } from '../machine.ts'
import { measureRate, withConnections, type LoadRequest } from '../measure-rate.ts'
import { withProduct, type MeasuredProduct } from '../product.ts'
import { firstPage } from '../read-catalog.ts'
import type { Report } from '../report.ts'
import { percentile, timeOf } from '../times.ts'

const SIZES = [100, 1_000, 10_000, 50_000]
const TIMED_REQUESTS = 300

interface CatalogueSize {
  products: number
  /** The first request of a shop that was imported a moment ago. */
  firstLoadMs: number
  /** Of the event loop during the first load, with garbage collection. */
  longestBlockMs: number
  /** Resident memory of the API before and after the first load, in MB. */
  memoryBefore: number
  memory: number
  listsPerSecond: number
  productsPerSecond: number
  /** Searches that the API has not cached. */
  newSearchesPerSecond: number
  /** One such search at a time, median and 99th percentile. */
  newSearchMs: number
  newSearchP99Ms: number
  /** A list with filters that the API has not cached, and with counts of all facets, one at a time: median and 99th percentile. */
  facetsMs: number
  facetsP99Ms: number
}

/** How the requests of a catalogue change with the number of products of the shop. */
export const measureCatalogueGrowth = (report: Report): Promise<void> =>
  withProduct(async (product) => {
    const sizes: CatalogueSize[] = []
    for (const products of SIZES) sizes.push(await measureSize(product, products))
    addToReport(report, sizes)
  })

async function measureSize(product: MeasuredProduct, products: number): Promise<CatalogueSize> {
  const { api } = product.run
  const slug = `growth-${products}`
  const key = await product.seedShop(slug, products)
  await product.inShop(slug, () => product.owner.query(GIVE_OPTIONS))
  const headers = { 'x-shop-key': key }
  await waitForQuiet()
  return withConnections(api, async (send) => {
    const memoryBefore = product.memory()
    await product.longestBlock()
    const [firstLoadMs, { text }] = await timeOf(() => send(firstPage(key)))
    const longestBlockMs = await product.longestBlock()
    const memory = product.memory()

    const { nodes, pageInfo } = readData(LIST, text).products
    const secondPage = graphqlRequest(headers, LIST, { after: pageInfo.endCursor }, (response) =>
      response.includes('"nodes":[{'),
    )
    const bySlug = nodes.map(({ slug, id }) =>
      graphqlRequest(headers, PRODUCT, { slug }, (response) => response.includes(id)),
    )
    const nextSearch = cycle(
      newWords(nodes).map((search) =>
        graphqlRequest(headers, SEARCH, { search }, (response) => response.includes('"totalCount":')),
      ),
    )
    const listsPerSecond = await measureRate(api, sendInTurn([firstPage(key), secondPage]))
    const productsPerSecond = await measureRate(api, sendInTurn(bySlug))
    const newSearchesPerSecond = await measureRate(api, async (by) => void (await by(nextSearch())))
    const timesOf = async (request: (n: number) => LoadRequest): Promise<number[]> => {
      const times: number[] = []
      for (let n = 0; n < TIMED_REQUESTS; n++) times.push((await timeOf(() => send(request(n))))[0])
      return times
    }
    const times = await timesOf(() => nextSearch())
    const facetTimes = await timesOf((n) => filteredRequest(headers, n))
    return {
      products,
      firstLoadMs,
      longestBlockMs,
      memoryBefore,
      memory,
      listsPerSecond,
      productsPerSecond,
      newSearchesPerSecond,
      newSearchMs: percentile(times, 0.5),
      newSearchP99Ms: percentile(times, 0.99),
      facetsMs: percentile(facetTimes, 0.5),
      facetsP99Ms: percentile(facetTimes, 0.99),
    }
  })
}

function addToReport(report: Report, sizes: readonly CatalogueSize[]): void {
  const points = (name: keyof CatalogueSize) => sizes.map((size) => [size.products, size[name]] as const)
  report.addChart('products', {
    title: 'Requests per second by products of the shop',
    x: 'products',
    y: 'requests per second',
    series: [
      { name: 'list', points: points('listsPerSecond') },
      { name: 'product by slug', points: points('productsPerSecond') },
      { name: 'search, new words', points: points('newSearchesPerSecond') },
    ],
  })
  report.addChart('catalogue-times', {
    title: 'Times by products of the shop',
    x: 'products',
    y: 'ms',
    series: [
      { name: 'search, new words (p50)', points: points('newSearchMs') },
      { name: 'search, new words (p99)', points: points('newSearchP99Ms') },
      { name: 'filters and facets (p50)', points: points('facetsMs') },
      { name: 'filters and facets (p99)', points: points('facetsP99Ms') },
      { name: 'first load', points: points('firstLoadMs') },
      { name: 'event loop blocked', points: points('longestBlockMs') },
    ],
  })
  const largest = sizes.at(-1)
  if (!largest) return
  const products = `${largest.products.toLocaleString('en')} products`
  report.add({
    name: `new search in ${products}, p50`,
    value: largest.newSearchMs,
    unit: 'ms',
    target: { below: 5 },
  })
  report.add({ name: `filters and facets in ${products}, p50`, value: largest.facetsMs, unit: 'ms' })
  report.add({
    name: `api, resident memory after the first load of ${products}`,
    value: largest.memory,
    unit: 'MB',
    reference: { name: 'before', value: largest.memoryBefore },
  })
}
