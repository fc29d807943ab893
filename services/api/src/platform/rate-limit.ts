/** So many in a window, counted in this process's memory. */
export class RateLimit {
  readonly #most: number
  readonly #windowMs: number
  #counts = new Map<string, number>()
  #endsAt = 0

  constructor(limit: { most: number; windowSeconds: number }) {
    this.#most = limit.most
    this.#windowMs = limit.windowSeconds * 1000
  }

  /** Counts one for `who` at `now` (ms). Zero while within the limit, else the seconds to wait. */
  count(who: string, now: number): number {
    // All windows end together: forgetting them is one step, and no more is kept than one window's askers.
    if (now >= this.#endsAt) {
      this.#counts = new Map()
      this.#endsAt = now + this.#windowMs
    }
    const count = (this.#counts.get(who) ?? 0) + 1
    this.#counts.set(who, count)
    return count <= this.#most ? 0 : Math.ceil((this.#endsAt - now) / 1000)
  }
}
