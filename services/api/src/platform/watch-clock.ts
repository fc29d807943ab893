import type { Logger } from './log.ts'

const LOOK_MS = 15_000
/** More than any correction that a time service makes at once. */
const MOST_SECONDS = 30

export interface Moments {
  /** Of the machine's clock, ms. */
  wall: number
  /** Of the clock that only runs, ms. */
  steady: number
}

/** By how many seconds the machine's clock was set between two looks, back if below zero; null within what is usual. */
export function measureClockJump(before: Moments, after: Moments): number | null {
  const seconds = Math.round((after.wall - before.wall - (after.steady - before.steady)) / 1000)
  return Math.abs(seconds) > MOST_SECONDS ? seconds : null
}

/** Says in the log when the clock was set: keys, retention and links all go by it. */
export function watchClock(log: Logger): { stop(): void } {
  const look = (): Moments => ({ wall: Date.now(), steady: performance.now() })
  let before = look()
  const timer = setInterval(() => {
    const after = look()
    const seconds = measureClockJump(before, after)
    before = after
    if (seconds !== null)
      log.error({ seconds }, 'The clock was set, or this machine slept: keys, retention and links go by it')
  }, LOOK_MS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
