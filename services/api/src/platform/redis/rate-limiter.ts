import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { RequestError } from '../../kernel/errors.ts'
import { RATE_LIMITS, type RateLimitName } from '../../kernel/rate-limits.ts'
import { isOutage } from '../classify-error.ts'
import { networkOf, sharedAddresses } from '@triclic/listener'
import type { Logger } from '../log.ts'
import { runPeriodically } from '../run-periodically.ts'
import type { Redis } from './redis.ts'

const MERGE_SECONDS = 1
/** Keys that are merged with one round trip. */
const BATCH = 500

/** The limits whose keys are client addresses. */
export type AddressLimit = 'address' | 'shopAndAddress' | 'bankServer'

interface Counters {
  memory: RateLimiterMemory
  redis: RateLimiterRedis
  /** Requests counted since the last merge, by key. */
  unmerged: Map<string, number>
}

/**
 * Counts requests of all API processes together, without a call to Redis per request: each process counts in its memory and
 * merges with the counts in Redis every second. While Redis is down, each process counts alone.
 */
export class RateLimiter {
  readonly #counters = new Map<string, Counters>()
  readonly #redis: Redis
  /** Whether many clients share an address, so that it is not limited. */
  readonly isShared: (address: string) => boolean
  readonly #merging: { stop(): void; ended: Promise<void> }

  /** @param trustProxy addresses and CIDR ranges that are not limited by address */
  constructor(redis: Redis, log: Logger, trustProxy: readonly string[]) {
    this.#redis = redis
    this.isShared = sharedAddresses(trustProxy)
    for (const [name, limit] of Object.entries(RATE_LIMITS)) {
      if (!limit) continue
      const window = { points: limit.max, duration: limit.windowSeconds }
      this.#counters.set(name, {
        memory: new RateLimiterMemory(window),
        redis: new RateLimiterRedis({
          ...window,
          storeClient: redis,
          keyPrefix: `rate:${name}`,
          rejectIfRedisNotReady: true,
        }),
        unmerged: new Map(),
      })
    }
    this.#merging = runPeriodically('merge-rate-limits', MERGE_SECONDS, log, () => this.merge())
  }

  /**
   * Counts one request.
   * @throws RATE_LIMITED beyond the limit
   */
  async count(name: RateLimitName, key: string): Promise<void> {
    const counters = this.#counters.get(name)
    if (!counters) return
    try {
      await counters.memory.consume(key)
      counters.unmerged.set(key, (counters.unmerged.get(key) ?? 0) + 1)
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error
      throw new RequestError('RATE_LIMITED', 'Too many requests; wait a moment.', {
        retryAfter: Math.max(1, Math.ceil(error.msBeforeNext / 1000)),
      })
    }
  }

  /**
   * Counts one request under a client address, and in one shop if `shopId` is given. Not for an address that many clients share.
   * @throws RATE_LIMITED beyond the limit
   */
  async countAddress(name: AddressLimit, address: string, shopId?: string): Promise<void> {
    if (this.isShared(address)) return
    const network = networkOf(address)
    await this.count(name, shopId === undefined ? network : `${shopId} ${network}`)
  }

  /** Adds what was counted here to Redis, and takes over what other processes have counted. */
  async merge(): Promise<void> {
    if (this.#redis.status !== 'ready') return
    try {
      for (const counters of this.#counters.values()) await mergeCounters(counters)
    } catch (error) {
      // The connection logs its outages by itself (platform/redis/redis.ts); what was counted is merged later.
      if (this.#redis.status === 'ready' && !isOutage(error)) throw error
    }
  }

  /** Stops merging. */
  async stop(): Promise<void> {
    this.#merging.stop()
    await this.#merging.ended
  }
}

async function mergeCounters(counters: Counters): Promise<void> {
  const keys = [...counters.unmerged.keys()]
  for (let start = 0; start < keys.length; start += BATCH)
    await Promise.all(keys.slice(start, start + BATCH).map((key) => mergeKey(counters, key)))
}

async function mergeKey({ memory, redis, unmerged }: Counters, key: string): Promise<void> {
  const count = unmerged.get(key) ?? 0
  // The braces are the hash tag that a Redis Cluster needs.
  const { consumedPoints, msBeforeNext } = await redis.penalty(`{${key}}`, count)
  const countedMeanwhile = (unmerged.get(key) ?? 0) - count
  if (countedMeanwhile > 0) unmerged.set(key, countedMeanwhile)
  else unmerged.delete(key)
  await memory.set(key, consumedPoints + countedMeanwhile, msBeforeNext / 1000)
}
