import { RequestError } from '../kernel/errors.ts'

const WINDOW_MS = 60_000
const MAX_ATTEMPTS = 30
const MAX_ADDRESSES = 10_000

/** Limits the failed sign-ins of an address per minute. Counted in this process, so that it works without Redis. */
class SignInLimit {
  readonly #attempts = new Map<string, { until: number; count: number }>()

  /**
   * Counts an attempt before its outcome is known, so that simultaneous attempts are all counted.
   *
   * @throws RequestError RATE_LIMITED
   */
  countAttempt(address: string, now = Date.now()): void {
    const known = this.#attempts.get(address)
    const attempts = known && known.until > now ? known : { until: now + WINDOW_MS, count: 0 }
    if (attempts.count >= MAX_ATTEMPTS)
      throw new RequestError('RATE_LIMITED', 'Too many sign-in attempts. Try again in a minute.', {
        retryAfter: Math.ceil((attempts.until - now) / 1000),
      })
    attempts.count++
    this.#attempts.delete(address)
    this.#attempts.set(address, attempts)
    if (this.#attempts.size > MAX_ADDRESSES) this.#forgetOldest()
  }

  /** Reverts the count of a successful attempt: all members reach the API from the portal's address. */
  uncountAttempt(address: string): void {
    const attempts = this.#attempts.get(address)
    if (attempts) attempts.count--
  }

  #forgetOldest(): void {
    const [oldest] = this.#attempts.keys()
    if (oldest !== undefined) this.#attempts.delete(oldest)
  }
}

export const signInLimit = new SignInLimit()
