import type { Logger } from './log.ts'
import { Counter, DURATION_BUCKETS, Histogram, metrics } from './metrics.ts'

const labelNames = ['method', 'route'] as const

const requests = new Counter({
  name: 'triclic_http_requests_total',
  help: 'HTTP requests, by route pattern and status.',
  labelNames: [...labelNames, 'status'] as const,
  registers: [metrics],
})

const durations = new Histogram({
  name: 'triclic_http_request_duration_seconds',
  help: 'Time from the arrival of an HTTP request to the end of its response.',
  labelNames,
  buckets: DURATION_BUCKETS,
  registers: [metrics],
})

export interface RequestSummary {
  method: string
  /** The pattern of the route, never the URL; null if no route matched. */
  route: string | null
  status: number
  /** From performance.now(). */
  startedAt: number
  /** Further identifiers for the log, never what a user typed. */
  details?: Record<string, unknown>
}

/** Writes the log line of an HTTP request that has ended, and counts it. */
export function observeRequest(
  log: Logger,
  { method, route, status, startedAt, details }: RequestSummary,
  level: 'info' | 'debug' = 'info',
): void {
  const milliseconds = performance.now() - startedAt
  const labels = { method, route: route ?? 'none' }
  requests.inc({ ...labels, status })
  durations.observe(labels, milliseconds / 1000)
  log[level]({ method, route, ...details, status, durationMs: Math.round(milliseconds * 10) / 10 }, 'Request')
}
