import { sendInTurn } from '../journeys.ts'
import { waitForQuiet } from '../machine.ts'
import { measureLoad } from '../measure-rate.ts'
import { withProduct } from '../product.ts'
import { listRequests } from '../read-catalog.ts'
import type { Report } from '../report.ts'
import { percentile } from '../times.ts'

const CONNECTIONS = [16, 64, 256, 1_024]

/** How lists are answered on more and more connections. */
export const measureConnections = (report: Report): Promise<void> =>
  withProduct(async (product) => {
    const { api } = product.run
    const key = await product.seedShop('measured', 1_000)
    const journey = sendInTurn(await listRequests(api, '/graphql', { 'x-shop-key': key }))
    await waitForQuiet()
    const rates: [number, number][] = []
    const slowest: [number, number][] = []
    const memory: [number, number][] = []
    for (const connections of CONNECTIONS) {
      const { rate, times } = await measureLoad(api, journey, { connections })
      rates.push([connections, rate])
      slowest.push([connections, percentile(times, 0.99)])
      memory.push([connections, product.memory()])
    }
    report.addChart('connections', {
      title: 'Lists of 20 products by connections',
      x: 'connections',
      y: 'lists per second, ms, MB',
      series: [
        { name: 'lists per second', points: rates },
        { name: 'p99 in ms', points: slowest },
        { name: 'memory of the api in MB', points: memory },
      ],
    })
  })
