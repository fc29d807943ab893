import { RequestError } from '../kernel/errors.ts'

const WINDOW_MS = 60_000
const TRIES = 30
const ADDRESSES = 10_000

/** Failed sign-ins of an address in a minute, counted in this process: it holds with Redis down. */
class SignInLimit {
  readonly #tries = new Map<string, { until: number; count: number }>()

  /** Counts a try before its outcome is known, so that many at once don't slip through. @throws RATE_LIMITED */
  take(address: string, now = Date.now()): void {
    const known = this.#tries.get(address)
    const tries = known && known.until > now ? known : { until: now + WINDOW_MS, count: 0 }
    if (tries.count >= TRIES)
      throw new RequestError('RATE_LIMITED', 'Too many tries; wait a minute.', {
        retryAfter: Math.ceil((tries.until - now) / 1000),
      })
    tries.count++
    this.#tries.delete(address)
    this.#tries.set(address, tries)
    if (this.#tries.size > ADDRESSES) this.#forgetOldest()
  }

  /** A sign-in that succeeded doesn't count: a portal's members share its address. */
  giveBack(address: string): void {
    const tries = this.#tries.get(address)
    if (tries) tries.count--
  }

  #forgetOldest(): void {
    for (const [address] of this.#tries) {
      this.#tries.delete(address)
      return
    }
  }
}

export const signInLimit = new SignInLimit()
