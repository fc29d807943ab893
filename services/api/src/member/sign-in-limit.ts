import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { RequestError } from '../kernel/errors.ts'

/** Failed sign-ins of an address per minute. Counted in this process, so that signing in works without Redis. */
const limiter = new RateLimiterMemory({ points: 30, duration: 60 })

/**
 * Counts an attempt before its outcome is known, so that simultaneous attempts are all counted.
 *
 * @throws RequestError RATE_LIMITED
 */
export async function countAttempt(address: string): Promise<void> {
  try {
    await limiter.consume(address)
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    throw new RequestError('RATE_LIMITED', 'Too many sign-in attempts. Try again in a minute.', {
      retryAfter: Math.max(1, Math.ceil(error.msBeforeNext / 1000)),
    })
  }
}

/** Reverts the count of a successful attempt: all members reach the API from the portal's address. */
export async function uncountAttempt(address: string): Promise<void> {
  await limiter.reward(address)
}
