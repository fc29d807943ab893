import type { Redis } from 'ioredis'

/**
 * How often Redis has rewritten its append-only file since it started.
 * @throws if Redis does not report it
 */
export async function countRewrites(redis: Redis): Promise<number> {
  const count = /^aof_rewrites:(\d+)/m.exec(await redis.info('persistence'))?.[1]
  if (count === undefined) throw new Error('INFO persistence has no aof_rewrites')
  return Number(count)
}
