import { setTimeout as pause } from 'node:timers/promises'
import { sendInTurn } from '../journeys.ts'
import { waitForQuiet } from '../machine.ts'
import { measureRate, withConnections, type LoadRequest } from '../measure-rate.ts'
import { withProduct, type MeasuredProduct } from '../product.ts'
import { firstPage } from '../read-catalog.ts'
import type { Report } from '../report.ts'
import { during, percentile, timeOf } from '../times.ts'

const PRODUCTS = 50_000
/** Prices that are changed one after the other. */
const CHANGES = 20

/** What changes of prices in a large shop do to another shop. */
export const measureCatalogueChanges = (report: Report): Promise<void> =>
  withProduct(async (product) => {
    const { api } = product.run
    const large = firstPage(await product.seedShop('large', PRODUCTS))
    const other = firstPage(await product.seedShop('other', 1_000))
    await withConnections(api, (send) => send(large))
    await waitForQuiet()
    // Also warms up.
    const withoutChanges = await measureRate(api, sendInTurn([other]))
    await product.longestBlock()
    const waits = await waitsDuring(api, other, async () => {
      await changePrices(product, CHANGES, 100)
      await pause(100)
    })
    const longestBlock = await product.longestBlock()
    const changing = `prices change in a shop of ${PRODUCTS.toLocaleString('en')}`
    const add = (name: string, value: number) => report.add({ name, value, unit: 'ms' })
    add(`another shop’s list, ${changing}, p50`, percentile(waits, 0.5))
    add(`another shop’s list, ${changing}, longest of ${waits.length}`, Math.max(...waits))
    add(`event loop blocked (longest), ${changing}`, longestBlock)

    const waitsForAll = await waitsDuring(api, other, async () => {
      await product.inShop('large', () => product.owner.query('update variant set price = price + 1'))
      await pause(10_000)
    })
    add(
      `another shop’s list, all ${PRODUCTS.toLocaleString('en')} prices change at once, longest`,
      Math.max(...waitsForAll),
    )

    const duringChanges = await during(
      () => changePrices(product, 3, 700),
      () => measureRate(api, sendInTurn([other]), { warmUpMs: 100, measuredMs: 3_000 }),
    )
    report.add({
      name: 'another shop’s lists during three changes in three seconds',
      value: duringChanges,
      unit: '/s',
      reference: { name: 'without changes', value: withoutChanges },
    })
  })

/** Changes the prices of one product after the other, each after a pause. */
async function changePrices(product: MeasuredProduct, changes: number, pauseMs: number): Promise<void> {
  for (let change = 1; change <= changes; change++) {
    await pause(pauseMs)
    await product.inShop('large', () =>
      product.owner.query(
        'update variant set price = price + 1 where product_id = (select id from product where slug = $1)',
        [`product-${change}`],
      ),
    )
  }
}

/** How long each request took, in ms, sent one after the other while `work` ran. */
async function waitsDuring(url: string, request: LoadRequest, work: () => Promise<void>): Promise<number[]> {
  const waits: number[] = []
  const sendUntil = (isOver: () => boolean) =>
    withConnections(url, async (send) => {
      while (!isOver()) waits.push((await timeOf(() => send(request)))[0])
    })
  await during(sendUntil, work)
  return waits
}
