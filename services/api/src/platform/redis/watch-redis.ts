import type { Logger } from '../log.ts'
import { runPeriodically } from '../run-periodically.ts'
import type { Redis } from './redis.ts'
import { rewriteRedisFiles } from './redis-files.ts'
import { createRedisCheck } from './redis-health.ts'

const EVERY_SECONDS = 1

/**
 * Checks Redis every second. A disk that was full can leave a damaged append-only file with which Redis does not start again, and
 * what it stores after the damaged place would be lost. So the file is rewritten from memory as soon as writes work again, and
 * at the start of this process if Redis has refused writes before.
 */
export function watchRedis(redis: Redis, log: Logger): { stop(): void; ended: Promise<void> } {
  const check = createRedisCheck(redis, log)
  let wasRefusing = false
  let repairedRefusals = 0
  return runPeriodically('watch-redis', EVERY_SECONDS, log, async () => {
    const { health, refusals } = await check()
    if (health === 'down') return
    if (health === 'refuses writes') {
      wasRefusing = true
      return
    }
    if (!wasRefusing && (refusals === 0 || refusals === repairedRefusals)) return
    const result = await rewriteRedisFiles(redis)
    wasRefusing = false
    repairedRefusals = refusals
    if (result === 'rewritten') log.warn('Redis has refused writes; its files were rewritten')
    else
      log.error('Redis has refused writes, and its files cannot be rewritten: allow BGREWRITEAOF and BGSAVE')
  })
}
