import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from './log.ts'

/** Runs `work` again and again with a pause between end and start. A run that fails is logged, and the next one comes. */
export function runPeriodically(
  name: string,
  everySeconds: number,
  log: Logger,
  work: () => Promise<unknown>,
): { stop(): void; ended: Promise<void> } {
  const stopping = new AbortController()
  const sweep = async () => {
    while (!stopping.signal.aborted) {
      try {
        await work()
      } catch (error) {
        log.warn({ err: error, sweep: name }, 'A sweep failed; the next one comes')
      }
      await pause(everySeconds * 1000, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  return { stop: () => stopping.abort(), ended: sweep() }
}
