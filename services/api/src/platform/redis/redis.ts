import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import type { Logger } from '../log.ts'

/** Connects with commands that fail within seconds instead of waiting, so that a buyer gets SERVICE_UNAVAILABLE quickly. */
export function connectRedis(url: string, log: Logger): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    connectTimeout: 1000,
    commandTimeout: 1500,
    retryStrategy: (times) => Math.min(100 * times, 1000),
  })
  // An outage is logged once, not at every failed reconnection.
  let isDown = false
  redis.on('error', (error: Error) => {
    if (!isDown) log.warn({ err: error.message }, 'Redis is unreachable; reconnecting')
    isDown = true
  })
  redis.on('ready', () => {
    if (isDown) log.info('Redis is reachable again')
    isDown = false
  })
  return redis
}

/** Connects for a BullMQ worker, whose commands wait until Redis is reachable. */
export const connectWorkerRedis = (url: string): Redis => new Redis(url, { maxRetriesPerRequest: null })

/** Waits, without a limit, until the connection is ready. */
export const waitUntilReady = (redis: Redis): Promise<void> =>
  redis.status === 'ready'
    ? Promise.resolve()
    : new Promise((resolve) => redis.once('ready', () => resolve()))

/**
 * The queue must not lose jobs.
 * @throws when Redis is older than 6.2, may evict keys, or keeps no append-only file
 */
export async function checkRedisPersistence(redis: Redis): Promise<void> {
  checkInfo(await redis.info())
}

const MAX_WAIT_MS = 1500

/**
 * Like `checkRedisPersistence`, but accepts a Redis that is unreachable at the moment: the catalog works without it.
 */
export async function checkRedisIfReachable(redis: Redis): Promise<void> {
  const reading = waitUntilReady(redis).then(() => redis.info())
  const info = await Promise.race([reading, pause(MAX_WAIT_MS, null)]).catch(() => null)
  if (info) checkInfo(info)
}

function checkInfo(info: string): void {
  const read = (name: string): string => new RegExp(`^${name}:(.*?)\r?$`, 'm').exec(info)?.[1] ?? ''
  const [major = 0, minor = 0] = read('redis_version').split('.').map(Number)
  if (major < 6 || (major === 6 && minor < 2)) throw new Error('Redis 6.2 or newer is required.')
  if (read('maxmemory_policy') !== 'noeviction')
    throw new Error('Redis must run with maxmemory-policy noeviction.')
  if (read('aof_enabled') !== '1') throw new Error('Redis must run with appendonly yes.')
}

export type { Redis }
