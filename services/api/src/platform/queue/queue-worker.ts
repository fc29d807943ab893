import { parseRequestId, reportUnexpectedError, withRequestId } from '@triclic/telemetry'
import { Worker, type Job } from 'bullmq'
import { isOutage } from '../classify-error.ts'
import type { Logger } from '../log.ts'
import { connectWorkerRedis } from '../redis/redis.ts'
import { jobDurations } from '../telemetry/metrics.ts'
import { reportFailure } from '../telemetry/report-failure.ts'
import { queuePrefix } from './queue.ts'

/** Seconds to wait before each retry of a job that failed. */
const RETRY_DELAYS = [1, 2, 5, 10, 20, 40, 42, 60, 60, 120, 300, 600]
const MAX_RETRY_DELAY = 900

/**
 * @param attempts the number of attempts so far, from 1
 * @returns milliseconds
 */
export const delayBeforeRetry = (attempts: number): number =>
  (RETRY_DELAYS[attempts - 1] ?? MAX_RETRY_DELAY) * 1000

/** Thrown by a job that cannot run yet. It is retried after its own delay and not logged as a failure. */
export class RetryLater extends Error {
  readonly delayMs: number

  constructor(message: string, delayMs: number) {
    super(message)
    this.delayMs = delayMs
  }
}

/** Thrown by a job that failed for a reason which it has stored for people to see, such as a mail server that refused. */
export class KnownFailure extends Error {}

/** Milliseconds after which a job that this process is still running is tried again. */
const DELAY_WHILE_RUNNING = 1_000

export interface QueueJobs<Data> {
  /** How many jobs one worker runs at the same time. */
  atOnce: number
  run(job: Job<Data>): Promise<void>
}

/**
 * Processes the jobs of a queue. A job whose worker was killed is restarted within seconds, any number of times. A process never
 * runs the same job twice at once.
 * Neither the data nor the result of a job is ever logged.
 */
export function startQueueWorker<Data extends { requestId?: string | undefined }>(
  queue: string,
  redisUrl: string,
  log: Logger,
  { atOnce, run }: QueueJobs<Data>,
): { close(): Promise<void> } {
  const connection = connectWorkerRedis(redisUrl)
  // The worker reports the errors of its connection itself.
  connection.on('error', () => undefined)
  const running = new Set<string | undefined>()
  const runOnce = async (job: Job<Data>) => {
    // A Redis that was killed may have forgotten that it has already handed out this job.
    if (running.has(job.id)) throw new RetryLater('The job is already running', DELAY_WHILE_RUNNING)
    running.add(job.id)
    try {
      await inRequestOf(job, () => runJob(log, queue, job, run))
    } finally {
      running.delete(job.id)
    }
  }
  const worker = new Worker<Data>(queue, runOnce, {
    connection,
    prefix: queuePrefix(queue),
    concurrency: atOnce,
    lockDuration: 15_000,
    stalledInterval: 5_000,
    maxStalledCount: 1_000_000,
    settings: {
      backoffStrategy: (attemptsMade, _type, error) =>
        error instanceof RetryLater ? error.delayMs : delayBeforeRetry(attemptsMade),
    },
  })
  // An outage is logged once, not at every failed reconnection.
  let isDown = false
  worker.on('error', (error) => {
    if (!isOutage(error))
      return reportUnexpectedError(log, 'job', error, { queue }, 'Unexpected error of the queue')
    if (!isDown) log.warn({ queue, err: error.message }, 'The queue is unreachable; reconnecting')
    isDown = true
  })
  worker.on('ready', () => {
    if (isDown) log.info({ queue }, 'The queue is reachable again')
    isDown = false
  })
  worker.on('failed', (job, error) => inRequestOf(job, () => logFailure(log, queue, job, error)))
  return {
    async close() {
      await worker.close()
      connection.disconnect()
    },
  }
}

/** What a job logs carries the id of the request that queued it. */
const inRequestOf = <T>(job: Job<{ requestId?: string | undefined }> | undefined, work: () => T): T =>
  withRequestId(parseRequestId(job?.data.requestId), work)

async function runJob<Data>(
  log: Logger,
  queue: string,
  job: Job<Data>,
  run: (job: Job<Data>) => Promise<void>,
): Promise<void> {
  const startedAt = performance.now()
  const end = (outcome: string) =>
    jobDurations.observe({ queue, outcome }, (performance.now() - startedAt) / 1000)
  try {
    await run(job)
    end('OK')
    const durationMs = Math.round(performance.now() - startedAt)
    log.info({ queue, job: job.id, attempts: job.attemptsMade + 1, durationMs }, 'Job done')
  } catch (error) {
    end(error instanceof RetryLater ? 'POSTPONED' : 'FAILED')
    throw error
  }
}

function logFailure(log: Logger, queue: string, job: Job | undefined, error: Error): void {
  const details = { queue, job: job?.id, attempts: job?.attemptsMade }
  const message = 'Job failed; will retry'
  if (error instanceof RetryLater) log.debug({ ...details, reason: error.message }, message)
  else if (error instanceof KnownFailure) log.warn({ ...details, reason: error.message }, message)
  else reportFailure(log, 'job', error, details, message)
}
