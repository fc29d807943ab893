import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from './log.ts'
import { reportFailure } from './telemetry/report-failure.ts'

/**
 * Runs a task periodically, with a pause between the end of one run and the start of the next. A failed run is logged and
 * does not stop the task.
 */
export function runPeriodically(
  task: string,
  everySeconds: number,
  log: Logger,
  run: () => Promise<unknown>,
): { stop(): void; ended: Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  const loop = async () => {
    while (!signal.aborted) {
      try {
        await run()
      } catch (error) {
        reportFailure(log, 'scheduled-task', error, { task }, 'Scheduled task failed; will retry')
      }
      await pause(everySeconds * 1000, undefined, { signal }).catch(() => undefined)
    }
  }
  return { stop: () => stopping.abort(), ended: loop() }
}
