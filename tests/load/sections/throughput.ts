import { join } from 'node:path'
import { placeSampleOrder } from '../../traffic/place-sample-order.ts'
import { randomFrom } from '../../traffic/random.ts'
import { createVisitor } from '../../traffic/visitor.ts'
import { PRODUCT, SEARCH, type Product } from '../catalog-queries.ts'
import { compareRates } from '../compare-rates.ts'
import { forkProgram } from '../fork-program.ts'
import {
  fillAndReadCart,
  fillAndReadReferenceCart,
  graphqlRequest,
  newWords,
  readOrder,
  sendInTurn,
} from '../journeys.ts'
import { waitForQuiet } from '../machine.ts'
import { withProduct } from '../product.ts'
import { listRequests, readAllProducts } from '../read-catalog.ts'
import type { Report } from '../report.ts'

const PRODUCTS = 1_000
const REPEATED_WORDS = ['amber bowl', 'granite', 'jug', 'indigo mirror', 'tray 9', 'candle']

const folder = join(import.meta.dirname, '..')

/** Requests per second of what buyers do most, next to reference servers that do the least possible for it. */
export const measureThroughput = (report: Report): Promise<void> =>
  withProduct(async (product) => {
    const { api } = product.run
    await waitForQuiet()
    report.add({ name: 'api, resident memory when idle', value: product.memory(), unit: 'MB' })
    const key = await product.seedShop('measured', PRODUCTS)
    const products = await readAllProducts(api, { 'x-shop-key': key })
    await compareCatalog(report, api, key, products)

    const carts = await forkProgram(join(folder, 'cart-reference.ts'), {
      env: { REDIS_URL: product.redisUrl },
    })
    try {
      await compareRates(
        report,
        'visitors: two adds and a read',
        { url: api, journey: fillAndReadCart(key, products) },
        { name: 'node:http and Redis', url: carts.message, journey: fillAndReadReferenceCart },
      )
    } finally {
      carts.stop()
    }

    const order = await placeSampleOrder(createVisitor(api, key), randomFrom(3))
    await compareRates(report, 'order by code', { url: api, journey: sendInTurn([readOrder(key, order)]) })
    report.add({ name: 'api, resident memory after the load', value: product.memory(), unit: 'MB' })
  })

/** Lists, products and searches, next to a bare Apollo Server. */
async function compareCatalog(
  report: Report,
  api: string,
  key: string,
  products: readonly Product[],
): Promise<void> {
  const shop = { 'x-shop-key': key }
  const apollo = await forkProgram(join(folder, 'catalog-reference.ts'), { message: products })
  const reference = { name: 'bare Apollo', url: apollo.message }
  try {
    await compareRates(
      report,
      'list of 20 products',
      { url: api, journey: sendInTurn(await listRequests(api, '/graphql', shop)) },
      { ...reference, journey: sendInTurn(await listRequests(apollo.message, '/', {})) },
    )
    const some = products.filter((_, index) => index % 20 === 0)
    const productBySlug = (path: string, headers: Record<string, string>) =>
      sendInTurn(
        some.map(({ slug, id }) => ({
          ...graphqlRequest(headers, PRODUCT, { slug }, (text) => text.includes(`"id":"${id}"`)),
          path,
        })),
      )
    await compareRates(
      report,
      'product by slug',
      { url: api, journey: productBySlug('/graphql', shop) },
      { ...reference, journey: productBySlug('/', {}) },
    )
    const searchFor = (words: string[], path: string, headers: Record<string, string>) =>
      sendInTurn(
        words.map((search) => ({
          ...graphqlRequest(headers, SEARCH, { search }, (text) => text.includes('"nodes":[')),
          path,
        })),
      )
    for (const [name, words] of [
      ['repeated words', REPEATED_WORDS],
      ['new words', newWords(products)],
    ] as const)
      await compareRates(
        report,
        `text search, ${name}`,
        { url: api, journey: searchFor([...words], '/graphql', shop) },
        {
          name: 'bare Apollo, linear search',
          url: apollo.message,
          journey: searchFor(REPEATED_WORDS, '/', {}),
        },
      )
  } finally {
    apollo.stop()
  }
}
