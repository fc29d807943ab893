import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { LISTENER_OPTIONS, PRIVATE_LIMITS, protectListener } from '@triclic/listener'
import { collectDefaultMetrics } from 'prom-client'
import type { Logger } from './log.ts'
import { metrics } from './metrics.ts'
import { reportUnexpectedError } from './report-unexpected-error.ts'

export interface MetricsServer {
  /** Where the metrics are, in the text format of Prometheus. */
  url: string
  close(): Promise<void>
}

/**
 * Serves the metrics of this process at `/metrics`, together with those of Node.js: event-loop delay, memory, garbage
 * collection. Plain HTTP without authentication, so listen on the loopback address or in a private network.
 * @param port 0 picks a free one
 */
export async function serveMetrics(
  log: Logger,
  { port, host = '127.0.0.1' }: { port: number; host?: string | undefined },
): Promise<MetricsServer> {
  if (!metrics.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics({ register: metrics })
  const server = createServer(LISTENER_OPTIONS, (request, response) => {
    const path = request.url?.split('?')[0]
    if (request.method !== 'GET' || path !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    metrics.metrics().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      (error: unknown) => {
        reportUnexpectedError(log, 'metrics', error)
        response.writeHead(500).end()
      },
    )
  })
  protectListener(server, PRIVATE_LIMITS)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { port: actualPort } = server.address() as AddressInfo
  const urlHost = host.includes(':') ? `[${host}]` : host
  return {
    url: `http://${urlHost}:${actualPort}/metrics`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Serves the metrics of this process as the environment variables METRICS_PORT and METRICS_HOST say; null without a port. */
export async function serveConfiguredMetrics(log: Logger): Promise<MetricsServer | null> {
  const { METRICS_PORT: port, METRICS_HOST: host } = process.env
  return port ? serveMetrics(log, { port: Number(port), host: host || undefined }) : null
}
