import { servePrivate, type PrivateServer } from '@triclic/listener'
import { collectDefaultMetrics } from 'prom-client'
import type { Logger } from './log.ts'
import { metrics } from './metrics.ts'
import { reportUnexpectedError } from './report-unexpected-error.ts'

/** `url` is where the metrics are, in the text format of Prometheus. */
export type MetricsServer = PrivateServer

const LIVE = JSON.stringify({ status: 'live' })

/**
 * Serves the metrics of this process at `/metrics`, together with those of Node.js: event-loop delay, memory, garbage
 * collection; and at `/health/live` that it runs. Plain HTTP without authentication, so listen on the loopback address or in a private network.
 * @param port 0 picks a free one
 */
export async function serveMetrics(
  log: Logger,
  address: { port: number; host?: string | undefined },
): Promise<MetricsServer> {
  if (!metrics.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics({ register: metrics })
  const server = await servePrivate((request, response) => {
    const path = request.url?.split('?')[0]
    if (request.method === 'GET' && path === '/health/live') {
      response.writeHead(200, { 'content-type': 'application/json' }).end(LIVE)
      return
    }
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
  }, address)
  return { ...server, url: `${server.url}/metrics` }
}

/** Serves the metrics of this process as the environment variables METRICS_PORT and METRICS_HOST say; null without a port. */
export async function serveConfiguredMetrics(log: Logger): Promise<MetricsServer | null> {
  const { METRICS_PORT: port, METRICS_HOST: host } = process.env
  return port ? serveMetrics(log, { port: Number(port), host: host || undefined }) : null
}
