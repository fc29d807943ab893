import 'reflect-metadata'
import { entities } from '../app/entities.ts'
import { subscribers } from '../app/subscribers.ts'
import { eraseOldOrders } from '../privacy/erase-old-orders.ts'
import { eraseDue } from '../payment/card/custody/erase-due.ts'
import { readEraseEnv } from '../platform/env.ts'
import { createLog } from '../platform/log.ts'
import { connectOrm } from '../platform/db/orm.ts'
import { createQueues } from '../platform/queue/queue.ts'
import { connectRedis, waitUntilReady } from '../platform/redis/redis.ts'
import { withTimeout } from '../kernel/with-timeout.ts'

// Erases everything that is due, as the worker does periodically, and prints counts in one line of JSON.

try {
  const env = readEraseEnv()
  const log = createLog('erase', env.logLevel)
  const orm = await connectOrm(env.databaseUrl, entities, 'triclic_worker')
  const redis = connectRedis(env.redisUrl, log)
  await withTimeout(waitUntilReady(redis), 10_000)
  const app = { log, orm, redis, queues: createQueues(redis), subscribers }
  const counts = await eraseDue(app, env.keyFolders)
  const { processed: orders, failed } = await eraseOldOrders(app, Infinity)
  if (failed > 0) throw new Error(`The buyers of ${failed} orders could not be erased; see the log.`)
  process.stdout.write(`${JSON.stringify({ msg: 'erased', ...counts, orders })}\n`)
  redis.disconnect()
  await orm.close()
  process.exit(0)
} catch (error) {
  process.stderr.write(
    `Erasing failed, and data that is due may remain. ${error instanceof Error ? error.message : String(error)}\n`,
  )
  process.exit(1)
}
