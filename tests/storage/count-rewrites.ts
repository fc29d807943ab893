import type { Redis } from 'ioredis'

/** How often Redis has rewritten its append-only file since it started. */
export const countRewrites = async (redis: Redis): Promise<number> =>
  Number(/^aof_rewrites:(\d+)/m.exec(await redis.info('persistence'))?.[1])
