import type { Process } from '../../../app/context.ts'
import { rewriteRedisFiles } from '../../../platform/redis/redis-files.ts'

/** Held for an hour by the worker that rewrote last: of several, one does. */
const LAST = '{maintenance}:redis-files-rewritten'
const PAUSE_SECONDS = 3600

/**
 * Once an hour, over all workers: Redis's files are written anew, so that a sealed fragment that left the queue is in
 * none of them. Where the server forbids it, the log says so, and the day's key alone ends what its files still hold.
 */
export async function rewriteRedisFilesHourly(app: Process): Promise<void> {
  if ((await app.redis.set(LAST, '1', 'EX', PAUSE_SECONDS, 'NX')) === null) return
  try {
    logRewrite(app, await rewriteRedisFiles(app.redis))
  } catch (error) {
    await app.redis.del(LAST)
    throw error
  }
}

export function logRewrite(app: Process, outcome: 'rewritten' | 'forbidden'): void {
  if (outcome === 'rewritten') app.log.info('Redis’s files were rewritten')
  else
    app.log.error(
      'Redis forbids BGREWRITEAOF or BGSAVE: sealed fragments stay in its files until their key is destroyed, 48 hours after their day. Allow both to this user.',
    )
}
