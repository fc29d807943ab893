import { Gauge } from '@triclic/telemetry'
import type { Logger } from '../platform/log.ts'
import { collectSafely } from '../platform/telemetry/collect-safely.ts'
import type { Health } from './readiness.ts'

/** What `/health/ready` says of each store, read at each scrape. While the database is down, nothing is known of the others. */
export const readinessMetrics = (log: Logger, checkReadiness: () => Promise<Health>): Gauge[] => [
  new Gauge({
    name: 'triclic_store_up',
    help: 'Whether a store is `up` in the answer of /health/ready: 1, or 0 for everything else that it says.',
    labelNames: ['store'],
    registers: [],
    async collect() {
      this.reset()
      const health = await collectSafely(log, checkReadiness)
      if (!health) return
      const { database = 'up', redis, media = 'up' } = health.body
      this.set({ store: 'database' }, Number(database === 'up'))
      if (redis === undefined) return
      this.set({ store: 'redis' }, Number(redis === 'up'))
      this.set({ store: 'media' }, Number(media === 'up'))
    },
  }),
]
