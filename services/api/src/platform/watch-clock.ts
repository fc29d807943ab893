import type { Logger } from './log.ts'

const CHECK_MS = 15_000
/** More than any correction that a time service makes in one step. */
const MAX_DRIFT_SECONDS = 30

export interface ClockReading {
  /** The system clock, in milliseconds. */
  wall: number
  /** The monotonic clock, which nobody can set, in milliseconds. */
  steady: number
}

/** Seconds by which the system clock was set between two readings, negative if it was set back; null for a normal drift. */
export function measureClockJump(before: ClockReading, after: ClockReading): number | null {
  const seconds = Math.round((after.wall - before.wall - (after.steady - before.steady)) / 1000)
  return Math.abs(seconds) > MAX_DRIFT_SECONDS ? seconds : null
}

/**
 * Logs an error when the system clock was set: encryption keys, retention and links depend on it.
 * @param onJump called with the seconds by which it was set, negative if it was set back
 */
export function watchClock(log: Logger, onJump?: (seconds: number) => void): { stop(): void } {
  const read = (): ClockReading => ({ wall: Date.now(), steady: performance.now() })
  let before = read()
  const timer = setInterval(() => {
    const after = read()
    const seconds = measureClockJump(before, after)
    before = after
    if (seconds === null) return
    log.error(
      { seconds },
      'The system clock jumped, or the machine was suspended. Check the clock: keys, retention and links depend on it',
    )
    onJump?.(seconds)
  }, CHECK_MS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
