import type { Process } from '../../../app/context.ts'
import { rewriteRedisFiles } from '../../../platform/redis/redis-files.ts'

/** Exists for an hour after a rewrite, so that only one of several workers does it. */
const LAST_REWRITE_KEY = '{maintenance}:redis-files-rewritten'
const INTERVAL_SECONDS = 3600

/**
 * Scheduled task: rewrites Redis's files at most once an hour across all workers, so that they no longer contain card
 * fragments that have left the queue. Where the server forbids it, only the destruction of the day's key erases them.
 */
export async function rewriteRedisFilesHourly(app: Process): Promise<void> {
  if ((await app.redis.set(LAST_REWRITE_KEY, '1', 'EX', INTERVAL_SECONDS, 'NX')) === null) return
  try {
    logRewrite(app, await rewriteRedisFiles(app.redis))
  } catch (error) {
    await app.redis.del(LAST_REWRITE_KEY)
    throw error
  }
}

export function logRewrite(app: Process, outcome: 'rewritten' | 'forbidden'): void {
  if (outcome === 'rewritten') app.log.info('Redis files rewritten')
  else
    app.log.error(
      'Redis forbids BGREWRITEAOF or BGSAVE: its files keep encrypted card fragments until their key is destroyed, 48 hours after the key’s day. Allow both commands for this Redis user.',
    )
}
