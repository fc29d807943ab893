import { filteredRequest, GIVE_OPTIONS } from '../filtered-requests.ts'
import { waitForQuiet } from '../machine.ts'
import { withConnections } from '../measure-rate.ts'
import { withProduct } from '../product.ts'
import { firstPage } from '../read-catalog.ts'
import type { Report } from '../report.ts'
import { percentile, timeOf } from '../times.ts'

const PRODUCTS = 10_000
const WARM_UP_REQUESTS = 300
const TIMED_REQUESTS = 1_000

/** Lists with filters and facets that the API has not cached, one at a time: in the API alone, and with HTTP and the client. */
export const measureFacets = (report: Report): Promise<void> =>
  withProduct(async (product) => {
    const { api } = product.run
    const key = await product.seedShop('facets', PRODUCTS)
    await product.inShop('facets', () => product.owner.query(GIVE_OPTIONS))
    await waitForQuiet()
    await withConnections(api, async (send) => {
      const headers = { 'x-shop-key': key }
      await send(firstPage(key))
      const times: number[] = []
      const sendFrom = async (first: number, requests: number) => {
        for (let n = first; n < first + requests; n++)
          times.push((await timeOf(() => send(filteredRequest(headers, n))))[0])
      }
      await sendFrom(0, WARM_UP_REQUESTS)
      times.length = 0
      const before = await operationTime(product.run.metrics.api)
      await sendFrom(WARM_UP_REQUESTS, TIMED_REQUESTS)
      const after = await operationTime(product.run.metrics.api)
      const what = `filters and facets in ${PRODUCTS.toLocaleString('en')} products`
      report.add({
        name: `${what}, in the API, mean`,
        value: ((after.seconds - before.seconds) * 1000) / (after.operations - before.operations),
        unit: 'ms',
        target: { below: 2 },
      })
      report.add({ name: `${what}, whole request, p50`, value: percentile(times, 0.5), unit: 'ms' })
      report.add({ name: `${what}, whole request, p99`, value: percentile(times, 0.99), unit: 'ms' })
    })
  })

/** How long the API has worked on GraphQL operations since its start, and on how many. */
async function operationTime(metricsUrl: string): Promise<{ seconds: number; operations: number }> {
  const metrics = await (await fetch(metricsUrl)).text()
  const sumOf = (suffix: string) =>
    [
      ...metrics.matchAll(
        new RegExp(`^triclic_graphql_operation_duration_seconds_${suffix}\\{[^}]*\\} (\\S+)`, 'gm'),
      ),
    ].reduce((sum, [, value]) => sum + Number(value), 0)
  return { seconds: sumOf('sum'), operations: sumOf('count') }
}
