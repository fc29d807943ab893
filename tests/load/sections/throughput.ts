import { randomFrom } from '../../traffic/random.ts'
import { createVisitor } from '../../traffic/visitor.ts'
import { placeSampleOrder } from '../../traffic/place-sample-order.ts'
import { PRODUCT, SEARCH } from '../catalog-queries.ts'
import { compareRates } from '../compare-rates.ts'
import { forkReference } from '../fork-reference.ts'
import {
  fillAndReadCart,
  fillAndReadReferenceCart,
  graphqlRequest,
  readOrder,
  sendInTurn,
} from '../journeys.ts'
import { megabytesOf, waitForQuiet } from '../machine.ts'
import { seedShop, withProduct } from '../measured-product.ts'
import { listRequests, readAllProducts } from '../read-catalog.ts'
import type { Report } from '../report.ts'

const PRODUCTS = 1_000

/** Requests per second of what buyers do most, next to reference servers that do the least possible for it. */
export const measureThroughput = (report: Report): Promise<void> =>
  withProduct(async (product) => {
    const { api } = product.run
    const pids = product.pids()
    await waitForQuiet()
    report.add({ name: 'api, resident memory when idle', value: megabytesOf(pids['api'] ?? 0), unit: 'MB' })
    const key = await seedShop(product, 'measured', PRODUCTS)
    const shop = { 'x-shop-key': key }
    const products = await readAllProducts(api, shop)

    const apollo = await forkReference('catalog-reference.ts', { message: products })
    try {
      await compareRates(
        report,
        'list of 20 products',
        [api, sendInTurn(await listRequests(api, '/graphql', shop))],
        {
          name: 'bare Apollo',
          target: [apollo.url, sendInTurn(await listRequests(apollo.url, '/', {}))],
        },
      )
      const some = products.filter((_, index) => index % 20 === 0)
      const productRequests = (path: string, headers: Record<string, string>) =>
        some.map(({ slug, id }) => ({
          ...graphqlRequest(headers, PRODUCT, { slug }, (text) => text.includes(`"id":"${id}"`)),
          path,
        }))
      await compareRates(report, 'product by slug', [api, sendInTurn(productRequests('/graphql', shop))], {
        name: 'bare Apollo',
        target: [apollo.url, sendInTurn(productRequests('/', {}))],
      })
      const searchesFor = (words: string[], path: string, headers: Record<string, string>) =>
        words.map((search) => ({
          ...graphqlRequest(headers, SEARCH, { search }, (text) => text.includes('"nodes":[')),
          path,
        }))
      const repeated = ['amber bowl', 'granite', 'jug', 'indigo mirror', 'tray 9', 'candle']
      const searchReference = {
        name: 'bare Apollo, linear search',
        target: [apollo.url, sendInTurn(searchesFor(repeated, '/', {}))] as [
          string,
          ReturnType<typeof sendInTurn>,
        ],
      }
      await compareRates(
        report,
        'text search, repeated words',
        [api, sendInTurn(searchesFor(repeated, '/graphql', shop))],
        searchReference,
      )
      await compareRates(
        report,
        'text search, new words',
        [api, sendInTurn(searchesFor(newWords(products.map(({ name }) => name)), '/graphql', shop))],
        searchReference,
      )
    } finally {
      apollo.stop()
    }

    const carts = await forkReference('cart-reference.ts', { env: { REDIS_URL: product.redisUrl } })
    try {
      await compareRates(report, 'visitors: two adds and a read', [api, fillAndReadCart(key, products)], {
        name: 'node:http and Redis',
        target: [carts.url, fillAndReadReferenceCart],
      })
    } finally {
      carts.stop()
    }

    const visitor = createVisitor(api, key)
    const order = await placeSampleOrder(visitor, randomFrom(3))
    await compareRates(report, 'order by code', [api, sendInTurn([readOrder(key, order)])])

    report.add({
      name: 'api, resident memory after the load',
      value: megabytesOf(pids['api'] ?? 0),
      unit: 'MB',
    })
  })

/** Two words each, in more combinations than searches that are remembered. */
function newWords(names: string[]): string[] {
  const words = [...new Set(names.flatMap((name) => name.toLowerCase().split(' ')))]
  return Array.from({ length: 5_000 }, (_, n) => {
    const first = words[n % words.length] ?? ''
    const second = words[(n * 7 + Math.floor(n / words.length)) % words.length] ?? ''
    return `${first} ${second.slice(0, 2 + (n % 3))}`
  })
}
