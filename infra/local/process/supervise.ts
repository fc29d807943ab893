import { UserFacingError } from '../user-facing-error.ts'
import type { Child } from './child-process.ts'

export interface Supervised {
  name: string
  pid: () => number
  stop: () => Promise<void>
  /** Kills the process at once; `stop` must have been called. */
  kill: () => void
}

const minPauseMs = 100
const maxPauseMs = 5_000
/** A process that was up for this long counts as healthy, and its next restart gets the shortest pause. */
const healthyMs = 2_000

/**
 * Milliseconds to wait before restarting a process that ended unexpectedly. The pause doubles while the process keeps
 * failing, up to five seconds: what it depends on may come back at any moment.
 */
export const restartPause = (upForMs: number, lastPauseMs: number): number =>
  upForMs >= healthyMs || lastPauseMs === 0 ? minPauseMs : Math.min(lastPauseMs * 2, maxPauseMs)

/** Keeps a process running: one that crashes or is killed is started again. */
export async function supervise(
  name: string,
  start: () => Promise<Child>,
  print: (line: string) => void,
): Promise<Supervised> {
  let child = await start()
  let stopping = false
  let endPause: () => void = () => undefined

  const restarting = (async () => {
    let pause = 0
    let upSince = Date.now()
    while (!stopping) {
      const reason = await child.ended
      if (stopping) return
      pause = restartPause(Date.now() - upSince, pause)
      print(`${name} ended unexpectedly (${reason}); restarting in ${pause / 1000} s`)
      await new Promise<void>((resolve) => {
        endPause = resolve
        setTimeout(resolve, pause)
      })
      if (stopping) return
      child = await start().catch((error: unknown) => {
        print(error instanceof UserFacingError ? error.message : String(error))
        return child
      })
      upSince = Date.now()
    }
  })()

  return {
    name,
    pid: () => child.pid,
    kill: () => child.kill(),
    stop: async () => {
      stopping = true
      endPause()
      await child.stop()
      await restarting
      await child.stop()
    },
  }
}
