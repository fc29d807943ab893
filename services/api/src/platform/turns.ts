import { serviceUnavailable } from '../kernel/errors.ts'

interface Line {
  running: number
  waiting: (() => void)[]
}

/** Limits how much work of the same key runs at the same time; further work waits for its turn, first come, first served. */
export class Turns {
  readonly #lines = new Map<string, Line>()
  readonly #atOnce: number
  readonly #maxWaiting: number

  constructor(atOnce: number, maxWaiting: number) {
    this.#atOnce = atOnce
    this.#maxWaiting = maxWaiting
  }

  /** @throws SERVICE_UNAVAILABLE, without running `work`, when too much work of this key is waiting */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const line = this.#lines.get(key) ?? { running: 0, waiting: [] }
    this.#lines.set(key, line)
    if (line.running < this.#atOnce) line.running++
    else if (line.waiting.length >= this.#maxWaiting)
      throw serviceUnavailable(new Error('Too much work of the same kind is waiting.'))
    // The work that ends passes its turn on, so `running` stays the same.
    else await new Promise<void>((resolve) => line.waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = line.waiting.shift()
      if (next) next()
      else if (--line.running === 0) this.#lines.delete(key)
    }
  }
}
