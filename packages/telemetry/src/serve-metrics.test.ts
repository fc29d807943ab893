import { afterEach, expect, test, vi } from 'vitest'
import { createLog } from './log.ts'
import { observeRequest } from './observe-request.ts'
import { serveConfiguredMetrics, serveMetrics, type MetricsServer } from './serve-metrics.ts'

const log = createLog('test', 'silent')
let server: MetricsServer | null = null
afterEach(async () => {
  await server?.close()
  server = null
  vi.unstubAllEnvs()
})

test('serves the metrics of Node.js and of requests in the format of Prometheus, and nothing else', async () => {
  server = await serveMetrics(log, { port: 0 })
  observeRequest(log, { method: 'GET', route: '/shops', status: 200, startedAt: performance.now() })
  const response = await fetch(server.url)
  expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4')
  const text = await response.text()
  expect(text).toContain('# TYPE triclic_http_request_duration_seconds histogram')
  expect(text).toMatch(/^triclic_http_requests_total\{method="GET",route="\/shops",status="200"\} 1$/m)
  expect(text).toMatch(/^triclic_unexpected_errors_total\{place="page"\} 0$/m)
  expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds \d/m)
  expect((await fetch(new URL('/', server.url))).status).toBe(404)
  expect((await fetch(server.url, { method: 'POST' })).status).toBe(404)
})

test('says that the process runs, for the health checks of containers', async () => {
  server = await serveMetrics(log, { port: 0 })
  const response = await fetch(new URL('/health/live', server.url))
  expect([response.status, await response.json()]).toEqual([200, { status: 'live' }])
  expect((await fetch(new URL('/health/live', server.url), { method: 'POST' })).status).toBe(404)
})

test('listens on the loopback address, and can be started again', async () => {
  server = await serveMetrics(log, { port: 0 })
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/)
  await server.close()
  server = await serveMetrics(log, { port: 0 })
  expect((await fetch(server.url)).status).toBe(200)
})

test('serves metrics at the configured port and host, and none without a port', async () => {
  vi.stubEnv('METRICS_HOST', '::1')
  vi.stubEnv('METRICS_PORT', '')
  expect(await serveConfiguredMetrics(log)).toBeNull()
  vi.stubEnv('METRICS_PORT', '0')
  server = await serveConfiguredMetrics(log)
  expect(server?.url).toMatch(/^http:\/\/\[::1\]:\d+\/metrics$/)
  vi.stubEnv('METRICS_HOST', '')
  await server?.close()
  server = await serveConfiguredMetrics(log)
  expect(server?.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/)
})
