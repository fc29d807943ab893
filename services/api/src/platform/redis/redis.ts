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

export type { Redis }
