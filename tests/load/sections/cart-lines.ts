import { addToFilledCarts, fillCarts, readCartOf, sendInTurn } from '../journeys.ts'
import { waitForQuiet } from '../machine.ts'
import { measureRate } from '../measure-rate.ts'
import { withProduct } from '../product.ts'
import { readAllProducts } from '../read-catalog.ts'
import type { Report } from '../report.ts'

const LINES = [1, 10, 50, 200, 500]

/** How adding to a cart and reading it depend on the number of its lines. */
export const measureCartLines = (report: Report): Promise<void> =>
  withProduct(async (product) => {
    const { api } = product.run
    const key = await product.seedShop('measured', 600)
    const products = await readAllProducts(api, { 'x-shop-key': key })
    await waitForQuiet()
    const adds: [number, number][] = []
    const reads: [number, number][] = []
    for (const lines of LINES) {
      adds.push([lines, await measureRate(api, await addToFilledCarts(api, key, products, lines))])
      const carts = await fillCarts(api, key, products, { lines, visitors: 4 })
      reads.push([lines, await measureRate(api, sendInTurn(carts.map(readCartOf)))])
    }
    report.addChart('cart-lines', {
      title: 'Requests per second by lines of the cart',
      x: 'lines of the cart',
      y: 'requests per second',
      series: [
        { name: 'add, totals asked for', points: adds },
        { name: 'read with all lines', points: reads },
      ],
    })
  })
