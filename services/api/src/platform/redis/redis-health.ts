import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from '../log.ts'
import { waitUntilReady, type Redis } from './redis.ts'

/** Waits at most this long for Redis at start. */
const MAX_WAIT_MS = 1500

/**
 * The queue must not lose jobs.
 * @throws when Redis is older than 6.2, may evict keys, or keeps no append-only file
 */
export async function checkRedisPersistence(redis: Redis): Promise<void> {
  checkInfo(await redis.info())
}

/** As `checkRedisPersistence`, but accepts a Redis that is unreachable at the moment: the catalog works without it. */
export async function checkRedisIfReachable(redis: Redis): Promise<void> {
  const reading = waitUntilReady(redis).then(() => redis.info())
  const info = await Promise.race([reading, pause(MAX_WAIT_MS, null)]).catch(() => null)
  if (info) checkInfo(info)
}

function checkInfo(info: string): void {
  const [major = 0, minor = 0] = readInfo(info, 'redis_version').split('.').map(Number)
  if (major < 6 || (major === 6 && minor < 2)) throw new Error('Redis 6.2 or newer is required.')
  if (mayEvict(info)) throw new Error('Redis must run with maxmemory-policy noeviction.')
  if (!keepsFile(info)) throw new Error('Redis must run with appendonly yes.')
}

const readInfo = (info: string, name: string): string =>
  new RegExp(`^${name}:(.*?)\r?$`, 'm').exec(info)?.[1] ?? ''
const mayEvict = (info: string): boolean => readInfo(info, 'maxmemory_policy') !== 'noeviction'
const keepsFile = (info: string): boolean => readInfo(info, 'aof_enabled') === '1'

/** `up`, or why carts, checkouts and the queue do not work or are not safe. */
export type RedisHealth =
  'up' | 'down' | 'refuses writes' | 'may evict keys' | 'has no append-only file' | 'memory is nearly full'

export interface RedisReport {
  health: RedisHealth
  cause?: Error
  /** How many commands Redis has refused since its start because it could not write its files. */
  refusals: number
}

/** Written by every health check. The braces are the hash tag that a Redis Cluster needs. */
const PROBE_KEY = 'health:{health}'
const PROBE_SECONDS = 60

/** The part of `maxmemory` from which the memory is reported as nearly full. */
const MEMORY_LIMIT = 0.9

/** Asks Redis for its settings, which an operator can change while it runs, and writes a key. */
export async function readRedisHealth(redis: Redis): Promise<RedisReport> {
  if (redis.status !== 'ready') return { health: 'down', refusals: 0 }
  let refusals = 0
  try {
    const info = await redis.info()
    refusals = Number(/^errorstat_MISCONF:count=(\d+)/m.exec(info)?.[1] ?? 0)
    if (mayEvict(info)) return { health: 'may evict keys', refusals }
    if (!keepsFile(info)) return { health: 'has no append-only file', refusals }
    await redis.set(PROBE_KEY, '1', 'EX', PROBE_SECONDS)
    if (readInfo(info, 'aof_last_write_status') !== 'ok') return { health: 'refuses writes', refusals }
    return { health: isNearlyFull(info) ? 'memory is nearly full' : 'up', refusals }
  } catch (error) {
    const cause = error as Error
    // Redis itself answered: OOM, READONLY, MISCONF, NOREPLICAS, NOPERM.
    return { health: cause.name === 'ReplyError' ? 'refuses writes' : 'down', cause, refusals }
  }
}

/** Without `maxmemory`, Redis uses what the machine has. */
const isNearlyFull = (info: string): boolean => {
  const limit = Number(readInfo(info, 'maxmemory'))
  return limit > 0 && Number(readInfo(info, 'used_memory')) > limit * MEMORY_LIMIT
}

/** `readRedisHealth` that logs when the health changes: at error level, unless it is `up`. */
export function createRedisCheck(redis: Redis, log: Logger): () => Promise<RedisReport> {
  let last: RedisHealth = 'up'
  return async () => {
    const report = await readRedisHealth(redis)
    const { health, cause } = report
    // The connection logs by itself when it is lost and when it is back (redis.ts).
    if (health !== last && health !== 'down') {
      if (health === 'up') log.info('Redis accepts writes and keeps them')
      else log.error({ err: cause, redis: health }, 'Carts, checkouts and mails are at risk because of Redis')
    }
    last = health
    return report
  }
}
