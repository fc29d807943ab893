import { setTimeout as wait } from 'node:timers/promises'
import { Redis } from 'ioredis'
import type { Logger } from '../log.ts'

/** A connection that fails within a second instead of waiting: a buyer is told SERVICE_UNAVAILABLE at once. */
export function connectRedis(url: string, log: Logger): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    connectTimeout: 1000,
    commandTimeout: 1500,
    retryStrategy: (times) => Math.min(100 * times, 1000),
  })
  let told = false
  redis.on('error', (error: Error) => {
    if (!told) log.warn({ err: error.message }, 'Redis is out of reach')
    told = true
  })
  redis.on('ready', () => {
    told = false
  })
  return redis
}

/** The same for a BullMQ worker, which waits for Redis as long as it takes. */
export const connectWorkerRedis = (url: string): Redis => new Redis(url, { maxRetriesPerRequest: null })

/** Resolves once the connection answers; waits for as long as Redis is away. */
export const waitUntilReady = (redis: Redis): Promise<void> =>
  redis.status === 'ready'
    ? Promise.resolve()
    : new Promise((resolve) => redis.once('ready', () => resolve()))

/** The queue must not lose jobs: refuses a server that evicts keys or keeps no append-only file. */
export async function checkRedisPersistence(redis: Redis): Promise<void> {
  checkInfo(await redis.info())
}

const PATIENCE_MS = 1500

/** The same where Redis may be away for now: the catalog answers without it. */
export async function checkRedisIfReachable(redis: Redis): Promise<void> {
  const info = waitUntilReady(redis).then(() => redis.info())
  const there = await Promise.race([info, wait(PATIENCE_MS, null)]).catch(() => null)
  if (there) checkInfo(there)
}

function checkInfo(info: string): void {
  const read = (name: string): string => new RegExp(`^${name}:(.*?)\r?$`, 'm').exec(info)?.[1] ?? ''
  const [major = 0, minor = 0] = read('redis_version').split('.').map(Number)
  if (major < 6 || (major === 6 && minor < 2)) throw new Error('Redis 6.2 or newer is needed.')
  if (read('maxmemory_policy') !== 'noeviction')
    throw new Error('Redis must run with maxmemory-policy noeviction.')
  if (read('aof_enabled') !== '1') throw new Error('Redis must run with appendonly yes.')
}

export type { Redis }
