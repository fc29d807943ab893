import { Gauge } from '@triclic/telemetry'
import type { Pool } from 'pg'

/** The state of a connection pool, read at each scrape. */
export const poolMetrics = (pool: Pool): Gauge[] => [
  new Gauge({
    name: 'triclic_database_connections',
    help: 'Connections to PostgreSQL that are open, by whether they are in use.',
    labelNames: ['state'],
    registers: [],
    collect() {
      this.set({ state: 'used' }, pool.totalCount - pool.idleCount)
      this.set({ state: 'free' }, pool.idleCount)
    },
  }),
  new Gauge({
    name: 'triclic_database_waiting',
    help: 'Requests and jobs that wait for a connection to PostgreSQL.',
    registers: [],
    collect() {
      this.set(pool.waitingCount)
    },
  }),
]
