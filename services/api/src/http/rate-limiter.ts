import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { RequestError } from '../kernel/errors.ts'
import { RATE_LIMITS, type RateLimitName } from '../kernel/rate-limits.ts'
import { isLoopback } from '../platform/loopback.ts'

const limiters = Object.fromEntries(
  Object.entries(RATE_LIMITS).flatMap(([name, limit]) =>
    limit ? [[name, new RateLimiterMemory({ points: limit.max, duration: limit.windowSeconds })]] : [],
  ),
) as Partial<Record<RateLimitName, RateLimiterMemory>>

/**
 * Counts one request under `key`, in this process's memory.
 * @throws RATE_LIMITED beyond the limit
 */
export async function countRequest(name: RateLimitName, key: string): Promise<void> {
  try {
    await limiters[name]?.consume(key)
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    throw new RequestError('RATE_LIMITED', 'Too many requests; wait a moment.', {
      retryAfter: Math.max(1, Math.ceil(error.msBeforeNext / 1000)),
    })
  }
}

/** Requests from this machine (a portal, a proxy that is not trusted yet) share its address and are not limited by it. */
export const isThisMachine = (address: string): boolean => isLoopback(address)
