import { Counter, metrics } from './metrics.ts'

const closedConnections = new Counter({
  name: 'triclic_http_connections_closed_total',
  help: 'Connections that were closed because of a limit: of one address, or in total.',
  labelNames: ['limit'] as const,
  registers: [metrics],
})

/** Counts a connection that was closed because of a limit. */
export const countClosedConnection = (limit: 'address' | 'total'): void => closedConnections.inc({ limit })
