import { measureExpiry } from '../expire-orders.ts'
import { waitForQuiet } from '../machine.ts'
import { withProduct } from '../measured-product.ts'
import { measureCheckouts, measureOrders } from '../orders.ts'
import type { Report } from '../report.ts'

const AIM_MS = 15

/** How a merchant's list grows with the orders, what its use does to checkouts, and how fast overdue orders expire. */
export async function measureOrderLists(report: Report): Promise<void> {
  await withProduct(async (product) => {
    const sizes = await measureOrders(product, [1_000, 10_000, 100_000, 'million'])
    const series = (['list', 'statusFilter', 'nameSearch', 'codeSearch'] as const).map((name) => ({
      name: NAMES[name],
      points: sizes.map((size) => [size.ordersOfAllShops, size[name].p50] as const),
    }))
    report.addChart('orders', {
      title: 'A merchant’s orders, p50; up to 100,000 in one shop, 1,000,000 in a hundred',
      x: 'orders in the database',
      y: 'ms',
      series,
    })
    for (const { name, points } of series)
      for (const [orders, ms] of points.slice(-2))
        report.add({
          name: `${name}, ${orders.toLocaleString('en')} orders, p50`,
          value: ms,
          unit: 'ms',
          aim: { below: AIM_MS },
        })
    await waitForQuiet()
    const { quiet, withMerchants } = await measureCheckouts(product, 100_000)
    report.add({
      name: 'checkout while 16 merchants use their lists, p95',
      value: withMerchants.p95,
      unit: 'ms',
      reference: { name: 'in quiet', value: quiet.p95 },
      aim: { below: 1.5 * quiet.p95 },
    })
  })
  await withProduct(async (product) => {
    const { orders, ordersPerMinute, expiredBeforeOther } = await measureExpiry(product, 20_000)
    report.add({
      name: `overdue orders expired per minute, of ${orders.toLocaleString('en')}`,
      value: ordersPerMinute,
      unit: '',
      aim: { above: 2_000 },
    })
    report.add({ name: 'of these, before another shop’s only one', value: expiredBeforeOther, unit: '' })
  })
}

const NAMES = {
  list: 'list',
  statusFilter: 'filter by status',
  nameSearch: 'search by name',
  codeSearch: 'search by code',
}
