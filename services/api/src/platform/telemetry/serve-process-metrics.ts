import { metrics, serveMetrics, type Gauge, type MetricsServer } from '@triclic/telemetry'
import type { Logger } from '../log.ts'

/** Serves the metrics of this process and the given gauges of its connections. */
export async function serveProcessMetrics(
  log: Logger,
  address: { port: number; host: string },
  gauges: readonly Gauge[],
): Promise<MetricsServer> {
  const server = await serveMetrics(log, address)
  for (const gauge of gauges) metrics.registerMetric(gauge)
  return {
    url: server.url,
    async close() {
      await server.close()
      for (const gauge of gauges) metrics.removeSingleMetric(Reflect.get(gauge, 'name') as string)
    },
  }
}
