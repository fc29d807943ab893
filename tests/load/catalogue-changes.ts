/**
 * What changes in a large shop do to another shop. Run alone: `node tests/load/catalogue-changes.ts [products]`, after a build.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { LIST } from './catalog-queries.ts'
import { percentile } from './compare-rates.ts'
import { isMain, startCatalogueProduct, type CatalogueProduct } from './catalogue-product.ts'
import { graphqlRequest, sendInTurn } from './journeys.ts'
import { measureRate, withConnections, type LoadRequest } from './measure-rate.ts'

export interface CatalogueChangeEffects {
  /** Of the large shop. */
  products: number
  /** Prices that were changed, one after the other, while another shop was read one request at a time. */
  changes: number
  /** Of the other shop's requests. */
  medianWaitMs: number
  longestWaitMs: number
  /** Of the event loop, with garbage collection. */
  longestBlockMs: number
  /** While the whole catalogue is loaded again, because the prices of all products changed. */
  longestWaitWhileReloadedMs: number
  /** The other shop's lists, in quiet and during three changes in three seconds. */
  quietPerSecond: number
  perSecondDuringChanges: number
}

const CHANGES = 20

export async function measureCatalogueChanges(products = 50_000): Promise<CatalogueChangeEffects> {
  const product = await startCatalogueProduct()
  try {
    const large = { 'x-shop-key': await product.seedShop('large', products) }
    const other = { 'x-shop-key': await product.seedShop('other', 1_000) }
    const hasNodes = (text: string) => text.includes('"nodes":[{')
    const list = graphqlRequest(other, LIST, {}, hasNodes)
    await withConnections(product.api, (send) => send(graphqlRequest(large, LIST, {}, hasNodes)))
    // Also warms up.
    const quietPerSecond = await measureRate(product.api, sendInTurn([list]))

    await product.longestBlock()
    const waits = await waitsDuring(product.api, list, async () => {
      for (let change = 0; change < CHANGES; change++) {
        await changePrice(product, change)
        await pause(100)
      }
    })
    const longestBlockMs = await product.longestBlock()
    const waitsWhileReloaded = await waitsDuring(product.api, list, async () => {
      await product.inShop('large', 'update variant set price = price + 1')
      await pause(10_000)
    })
    const [perSecondDuringChanges] = await Promise.all([
      measureRate(product.api, sendInTurn([list]), { warmUpMs: 100, measuredMs: 3_000 }),
      (async () => {
        for (let change = 0; change < 3; change++) {
          await pause(700)
          await changePrice(product, change)
        }
      })(),
    ])
    return {
      products,
      changes: CHANGES,
      medianWaitMs: percentile(waits, 0.5),
      longestWaitMs: Math.max(...waits),
      longestBlockMs,
      longestWaitWhileReloadedMs: Math.max(...waitsWhileReloaded),
      quietPerSecond,
      perSecondDuringChanges,
    }
  } finally {
    await product.stop()
  }
}

const changePrice = (product: CatalogueProduct, change: number): Promise<unknown> =>
  product.inShop(
    'large',
    'update variant set price = price + 1 where product_id = (select id from product where slug = $1)',
    [`product-${change + 1}`],
  )

/** How long each request took, in ms, sent one after the other while `work` ran. */
function waitsDuring(url: string, request: LoadRequest, work: () => Promise<void>): Promise<number[]> {
  return withConnections(url, async (send) => {
    const waits: number[] = []
    let isDone = false
    const done = work().finally(() => (isDone = true))
    while (!isDone) {
      const began = performance.now()
      await send(request)
      waits.push(performance.now() - began)
    }
    await done
    return waits
  })
}

if (isMain(import.meta.url)) {
  const measured = await measureCatalogueChanges(Number(process.argv[2] ?? 50_000))
  process.stdout.write(`${JSON.stringify(measured, null, 2)}\n`)
}
