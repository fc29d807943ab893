import type { Job } from 'bullmq'
import type { WorkerApp } from './context.ts'
import { entities } from './entities.ts'
import { subscribers } from './subscribers.ts'
import { jobs, scheduledTasks as allTasks } from './jobs.ts'
import { loadFragmentDecrypter } from '../payment/card/custody/fragment-decrypter.ts'
import { removeAbandonedUploads } from '../media/remove-abandoned-uploads.ts'
import { mailMetrics } from '../mail/mail-metrics.ts'
import type { WorkerEnv } from '../platform/env.ts'
import { createLog } from '../platform/log.ts'
import { createMailer } from '../platform/smtp/mailer.ts'
import { connectOrm, poolOf } from '../platform/db/orm.ts'
import { createMediaStore } from '../platform/media/media-store.ts'
import { createQueues } from '../platform/queue/queue.ts'
import { startQueueWorker } from '../platform/queue/queue-worker.ts'
import { connectRedis, waitUntilReady } from '../platform/redis/redis.ts'
import { checkRedisPersistence } from '../platform/redis/redis-health.ts'
import { keyMetrics } from '../platform/telemetry/key-metrics.ts'
import { poolMetrics } from '../platform/telemetry/pool-metrics.ts'
import { queueMetrics } from '../platform/telemetry/queue-metrics.ts'
import { serveProcessMetrics } from '../platform/telemetry/serve-process-metrics.ts'
import { watchRedis } from '../platform/redis/watch-redis.ts'
import { runPeriodically } from '../platform/run-periodically.ts'
import { reportFailure } from '../platform/telemetry/report-failure.ts'
import { watchClock } from '../platform/watch-clock.ts'

const POOL_SIZE = 16

/**
 * Starts the worker: connects to its stores, processes the queues and runs the scheduled tasks. `stop` waits for the jobs that
 * are running, and so for the mails that are being sent.
 */
export async function startWorker(
  env: WorkerEnv,
  scheduledTasks = allTasks,
): Promise<{ app: WorkerApp; metricsUrl: string | null; stop(): Promise<void> }> {
  const log = createLog('worker', env.logLevel)
  const fragmentDecrypter = loadFragmentDecrypter(env.fragmentPrivateKeysDir)
  const orm = await connectOrm(env.databaseUrl, entities, 'triclic_worker', POOL_SIZE, {
    prepares: env.preparesStatements,
  })
  const redis = connectRedis(env.redisUrl, log)
  await waitUntilReady(redis)
  await checkRedisPersistence(redis)
  const stopping = new AbortController()
  const app: WorkerApp = {
    env,
    log,
    orm,
    redis,
    queues: createQueues(redis),
    subscribers,
    mediaStore: createMediaStore(env.media),
    mailer: createMailer(env.smtpUrl, env.mailFrom),
    fragmentDecrypter,
    stopping: stopping.signal,
  }
  await removeAbandonedUploads().catch((error: unknown) =>
    log.warn({ err: error }, 'Temporary files of a process that was killed could not be deleted'),
  )
  const workers = Object.entries(jobs).map(([queue, { atOnce, run }]) =>
    startQueueWorker(queue, env.redisUrl, log, { atOnce, run: (job: Job) => run(app, job) }),
  )
  const tasks = [
    ...Object.entries(scheduledTasks).map(([name, { everySeconds, run }]) =>
      runPeriodically(name, everySeconds, log, () => run(app)),
    ),
    watchRedis(redis, log),
  ]
  const clock = watchClock(log, (seconds) => {
    // Jobs that were to run in a moment would wait until the clock is there again.
    if (seconds < 0)
      app.queues
        .runDelayedJobs()
        .catch((error: unknown) =>
          reportFailure(
            log,
            'scheduled-task',
            error,
            {},
            'Delayed jobs could not be run after a jump of the clock',
          ),
        )
  })
  const metrics =
    env.metrics &&
    (await serveProcessMetrics(log, env.metrics, [
      ...poolMetrics({ main: poolOf(orm) }),
      ...queueMetrics(app.queues, log),
      ...mailMetrics(app),
      ...keyMetrics(log, { 'fragment-private': env.fragmentPrivateKeysDir }),
    ]))
  return {
    app,
    metricsUrl: metrics?.url ?? null,
    async stop() {
      stopping.abort()
      clock.stop()
      await metrics?.close()
      for (const task of tasks) task.stop()
      await Promise.all(workers.map((worker) => worker.close()))
      await Promise.all(tasks.map((task) => task.ended))
      await app.queues.close()
      app.mailer.close()
      redis.disconnect()
      await orm.close()
    },
  }
}
