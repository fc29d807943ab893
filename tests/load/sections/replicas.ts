import { startCatalogueProduct } from '../catalogue-product.ts'
import { sendInTurn } from '../journeys.ts'
import { waitForQuiet } from '../machine.ts'
import { measureRate } from '../measure-rate.ts'
import { listRequests } from '../read-catalog.ts'
import type { Report } from '../report.ts'

const CONNECTIONS = 16

/** What a second API process adds. The machine also creates the load. */
export async function measureReplicas(report: Report): Promise<void> {
  const product = await startCatalogueProduct()
  try {
    const headers = { 'x-shop-key': await product.seedShop('measured', 1_000) }
    const measure = async (urls: string[]): Promise<number> => {
      const rates = urls.map(async (url) =>
        measureRate(url, sendInTurn(await listRequests(url, '/graphql', headers)), {
          connections: CONNECTIONS / urls.length,
        }),
      )
      return (await Promise.all(rates)).reduce((sum, rate) => sum + rate, 0)
    }
    await waitForQuiet()
    const one = await measure([product.api])
    const two = await measure([product.api, await product.startReplica()])
    report.addChart('replicas', {
      title: 'Lists per second by API processes, on as many connections',
      x: 'API processes',
      y: 'lists per second',
      series: [
        {
          name: 'lists',
          points: [
            [1, one],
            [2, two],
          ],
        },
      ],
    })
  } finally {
    await product.stop()
  }
}
