import 'reflect-metadata'
import { entities } from '../app/entities.ts'
import { eraseDue } from '../payment/card/custody/erase-due.ts'
import { readEraseEnv } from '../platform/env.ts'
import { openLog } from '../platform/log.ts'
import { openOrm } from '../platform/db/orm.ts'
import { openQueues } from '../platform/queue/queue.ts'
import { openRedis, untilReady } from '../platform/redis/redis.ts'
import { untilLate } from '../kernel/with-timeout.ts'

/** Erases now all that is due, as the worker does by itself; prints counts in one line of JSON, and never a digit. */
try {
  const env = readEraseEnv()
  const log = openLog('erase', env.logLevel)
  const orm = await openOrm(env.databaseUrl, entities, 'triclic_worker')
  const redis = openRedis(env.redisUrl, log)
  await untilLate(untilReady(redis), 10_000)
  const told = await eraseDue({ log, orm, redis, queues: openQueues(redis) }, env.keyFolders)
  process.stdout.write(`${JSON.stringify({ msg: 'erased', ...told })}\n`)
  redis.disconnect()
  await orm.close()
  process.exit(0)
} catch (error) {
  process.stderr.write(
    `Not all that is due was erased. ${error instanceof Error ? error.message : String(error)}\n`,
  )
  process.exit(1)
}
