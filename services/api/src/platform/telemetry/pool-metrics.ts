import { Gauge } from '@triclic/telemetry'
import type { Pool } from 'pg'

/** The state of connection pools, by their names, read at each scrape. */
export const poolMetrics = (pools: Record<string, Pool>): Gauge[] => [
  new Gauge({
    name: 'triclic_database_connections',
    help: 'Connections to PostgreSQL that are open, by whether they are in use.',
    labelNames: ['pool', 'state'],
    registers: [],
    collect() {
      for (const [name, pool] of Object.entries(pools)) {
        this.set({ pool: name, state: 'used' }, pool.totalCount - pool.idleCount)
        this.set({ pool: name, state: 'free' }, pool.idleCount)
      }
    },
  }),
  new Gauge({
    name: 'triclic_database_waiting',
    help: 'Requests and jobs that wait for a connection to PostgreSQL.',
    labelNames: ['pool'],
    registers: [],
    collect() {
      for (const [name, pool] of Object.entries(pools)) this.set({ pool: name }, pool.waitingCount)
    },
  }),
]
