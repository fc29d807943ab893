import { Gauge } from '@triclic/telemetry'
import type { Logger } from '../log.ts'
import {
  EVENT_QUEUE,
  FRAGMENT_QUEUE,
  IMPORT_QUEUE,
  MAIL_QUEUE,
  WEBHOOK_QUEUE,
  type Queues,
} from '../queue/queue.ts'
import { collectSafely } from './collect-safely.ts'

/** Jobs wait for a worker, run, or are delayed until their next attempt. */
const STATES = ['waiting', 'active', 'delayed'] as const

/** The number and age of the jobs in the queues, read at each scrape with one command per queue and value. */
export function queueMetrics(queues: Queues, log: Logger): Gauge[] {
  const all = () =>
    [
      [MAIL_QUEUE, queues.mail],
      [FRAGMENT_QUEUE, queues.fragment],
      [EVENT_QUEUE, queues.event],
      [IMPORT_QUEUE, queues.productImport],
      [WEBHOOK_QUEUE, queues.webhook],
    ] as const
  return [
    new Gauge({
      name: 'triclic_queue_jobs',
      help: 'Jobs in the queues.',
      labelNames: ['queue', 'state'],
      registers: [],
      async collect() {
        this.reset()
        for (const [name, queue] of all()) {
          const counts = await collectSafely(log, () => queue.getJobCounts(...STATES))
          if (counts) for (const state of STATES) this.set({ queue: name, state }, counts[state] ?? 0)
        }
      },
    }),
    new Gauge({
      name: 'triclic_queue_oldest_waiting_seconds',
      help: 'Age of the job that has waited longest for a worker; 0 if none waits.',
      labelNames: ['queue'],
      registers: [],
      async collect() {
        this.reset()
        for (const [name, queue] of all()) {
          const seconds = await collectSafely(log, async () => {
            const [oldest] = await queue.getWaiting(0, 0)
            return oldest ? (Date.now() - oldest.timestamp) / 1000 : 0
          })
          if (seconds !== undefined) this.set({ queue: name }, seconds)
        }
      },
    }),
  ]
}
