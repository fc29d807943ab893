import type { Job } from 'bullmq'
import type { WorkerApp } from './context.ts'
import { entities } from './entities.ts'
import { jobs, sweeps as allSweeps } from './jobs.ts'
import { openFragmentOpener } from '../payment/card/custody/fragment-decrypter.ts'
import type { WorkerEnv } from '../platform/env.ts'
import { openLog } from '../platform/log.ts'
import { openMailer } from '../platform/smtp/mailer.ts'
import { openOrm } from '../platform/db/orm.ts'
import { openQueues } from '../platform/queue/queue.ts'
import { openQueueWorker } from '../platform/queue/queue-worker.ts'
import { checkRedisKeepsJobs, openRedis, untilReady } from '../platform/redis/redis.ts'
import { sweepAgainAndAgain } from '../platform/run-periodically.ts'
import { watchClock } from '../platform/watch-clock.ts'

/** Opens everything the worker process holds, takes up its queues and its sweeps. `stop` lets jobs under way finish. */
export async function startWorker(
  env: WorkerEnv,
  sweeps = allSweeps,
): Promise<{ app: WorkerApp; stop(): Promise<void> }> {
  const log = openLog('worker', env.logLevel)
  const fragmentOpener = openFragmentOpener(env.fragmentPrivateKeysDir)
  const orm = await openOrm(env.databaseUrl, entities, 'triclic_worker')
  const redis = openRedis(env.redisUrl, log)
  await untilReady(redis)
  await checkRedisKeepsJobs(redis)
  const app: WorkerApp = {
    env,
    log,
    orm,
    redis,
    queues: openQueues(redis),
    mailer: openMailer(env.smtpUrl, env.mailFrom),
    fragmentOpener,
  }
  const workers = Object.entries(jobs).map(([queue, run]) =>
    openQueueWorker(queue, env.redisUrl, log, (job: Job) => run(app, job)),
  )
  const sweeping = Object.entries(sweeps).map(([name, { everySeconds, run }]) =>
    sweepAgainAndAgain(name, everySeconds, log, () => run(app)),
  )
  const clock = watchClock(log)
  return {
    app,
    async stop() {
      clock.stop()
      for (const sweep of sweeping) sweep.stop()
      await Promise.all(workers.map((worker) => worker.close()))
      await Promise.all(sweeping.map((sweep) => sweep.ended))
      await Promise.all([app.queues.mail.close(), app.queues.fragment.close()])
      app.mailer.close()
      redis.disconnect()
      await orm.close()
    },
  }
}
