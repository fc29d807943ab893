import { Worker, type Job } from 'bullmq'
import type { Logger } from '../log.ts'
import { connectWorkerRedis } from '../redis/redis.ts'
import { queuePrefix } from './queue.ts'

/** Seconds to wait before the next try; a fragment's first seven looks are 1 to 42 s apart, 120 s in all. */
const RETRY_DELAYS = [1, 2, 5, 10, 20, 40, 42, 60, 60, 120, 300, 600]
const LONGEST_PAUSE = 900

/** @param tries how many there were, from 1 @returns milliseconds */
export const delayBeforeRetry = (tries: number): number => (RETRY_DELAYS[tries - 1] ?? LONGEST_PAUSE) * 1000

/** Thrown by a job for which it is too early: it comes back after its pause, and that is no failure. */
export class RetryLater extends Error {}

/**
 * Takes jobs off a queue. A job whose worker was killed is taken up again within seconds, however often that happens.
 * Neither payload nor result of a job is ever logged.
 */
export function startQueueWorker<Data>(
  queue: string,
  redisUrl: string,
  log: Logger,
  process: (job: Job<Data>) => Promise<void>,
): { close(): Promise<void> } {
  const connection = connectWorkerRedis(redisUrl)
  connection.on('error', () => undefined)
  const worker = new Worker<Data>(queue, process, {
    connection,
    prefix: queuePrefix(queue),
    concurrency: 8,
    lockDuration: 15_000,
    stalledInterval: 5_000,
    maxStalledCount: 1_000_000,
    settings: { backoffStrategy: (attemptsMade) => delayBeforeRetry(attemptsMade) },
  })
  let isTold = false
  worker.on('error', (error) => {
    if (!isTold) log.warn({ queue, err: error.message }, 'The queue is out of reach')
    isTold = true
  })
  worker.on('ready', () => {
    isTold = false
  })
  worker.on('failed', (job, error) => {
    const level = error instanceof RetryLater ? 'debug' : 'warn'
    const told = { queue, job: job?.id, tries: job?.attemptsMade, err: error.message }
    log[level](told, 'A job will be tried again')
  })
  return {
    async close() {
      await worker.close()
      connection.disconnect()
    },
  }
}
