import { serviceUnavailable } from '../kernel/errors.ts'

interface Line {
  running: number
  waiting: (() => void)[]
  /** Whether work has started in this turn of the event loop. */
  hasStarted: boolean
}

/** How long work waits for its turn by default, in milliseconds: as long as for a connection. */
const MAX_WAIT_MS = 5_000

/** How long keys are paced after work of two different ones arrived, in milliseconds. */
const PACED_MS = 1_000

interface TurnLimits {
  atOnce: number
  maxWaiting?: number
  /** Milliseconds. */
  maxWaitMs?: number
  isPaced?: boolean
}

/**
 * Limits how much work of the same key runs at the same time; further work waits for its turn, first come, first served.
 * If `isPaced`, and while work of several keys arrives, one piece of work of each key starts per turn of the event loop, so that
 * work of other keys is read and started in between, even if all of it only computes.
 */
export class Turns {
  readonly #lines = new Map<string, Line>()
  readonly #atOnce: number
  readonly #maxWaiting: number
  readonly #maxWaitMs: number
  readonly #isPaced: boolean
  #lastKey = ''
  #pacedUntil = 0

  constructor({ atOnce, maxWaiting = Infinity, maxWaitMs = MAX_WAIT_MS, isPaced = false }: TurnLimits) {
    this.#atOnce = atOnce
    this.#maxWaiting = maxWaiting
    this.#maxWaitMs = maxWaitMs
    this.#isPaced = isPaced
  }

  /** @throws SERVICE_UNAVAILABLE, without running `work`, when too much work of this key is waiting, or its turn does not come in time */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    if (key !== this.#lastKey) this.#pacedUntil = performance.now() + PACED_MS
    this.#lastKey = key
    const line = this.#lines.get(key) ?? { running: 0, waiting: [], hasStarted: false }
    this.#lines.set(key, line)
    if (line.waiting.length >= this.#maxWaiting)
      throw serviceUnavailable(new Error('Too much work with this key is already waiting.'))
    if (this.#mayStart(line)) this.#start(key, line)
    else await waitInLine(line, this.#maxWaitMs)
    try {
      return await work()
    } finally {
      line.running--
      this.#startNext(key, line)
      this.#forgetIfEmpty(key, line)
    }
  }

  #mayStart = (line: Line): boolean =>
    line.running < this.#atOnce && !line.hasStarted && line.waiting.length === 0

  #start(key: string, line: Line): void {
    line.running++
    if (!this.#isPaced || performance.now() > this.#pacedUntil) return
    line.hasStarted = true
    setImmediate(() => {
      line.hasStarted = false
      this.#startNext(key, line)
      this.#forgetIfEmpty(key, line)
    })
  }

  #startNext(key: string, line: Line): void {
    if (line.running >= this.#atOnce || line.hasStarted) return
    const next = line.waiting.shift()
    if (!next) return
    this.#start(key, line)
    next()
  }

  #forgetIfEmpty(key: string, line: Line): void {
    if (line.running === 0 && !line.hasStarted && line.waiting.length === 0) this.#lines.delete(key)
  }
}

function waitInLine(line: Line, maxWaitMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const start = () => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(() => {
      line.waiting.splice(line.waiting.indexOf(start), 1)
      reject(serviceUnavailable(new Error(`Waited ${maxWaitMs / 1000} s for a turn.`)))
    }, maxWaitMs)
    line.waiting.push(start)
  })
}
