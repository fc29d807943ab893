import { Sentence } from './sentence.ts'
import type { Child } from './child.ts'

export interface Supervised {
  name: string
  pid: () => number
  stop: () => Promise<void>
}

const firstPauseMs = 100
const longestPauseMs = 5_000
/** One that was ready for this long starts over with the short pause. */
const healthyMs = 2_000

/**
 * Milliseconds to wait before a process that ended unasked is started again: at once for one that had done its work,
 * longer each time for one that can't. What it needs may come back at any moment, so never long.
 */
export const pauseBefore = (readyForMs: number, lastPauseMs: number): number =>
  readyForMs >= healthyMs || lastPauseMs === 0 ? firstPauseMs : Math.min(lastPauseMs * 2, longestPauseMs)

/** Keeps a process running: one that ends unasked, killed or crashed, is started again. */
export async function supervise(
  name: string,
  start: () => Promise<Child>,
  say: (line: string) => void,
): Promise<Supervised> {
  let child = await start()
  let stopping = false
  let wake: () => void = () => undefined

  const watching = (async () => {
    let pause = 0
    let readySince = Date.now()
    while (!stopping) {
      const how = await child.ended
      if (stopping) return
      pause = pauseBefore(Date.now() - readySince, pause)
      say(`${name} ended by itself (${how}); starting it again in ${pause / 1000} s`)
      await new Promise<void>((go) => {
        wake = go
        setTimeout(go, pause)
      })
      if (stopping) return
      child = await start().catch((error: unknown) => {
        say(error instanceof Sentence ? error.message : String(error))
        return child
      })
      readySince = Date.now()
    }
  })()

  return {
    name,
    pid: () => child.pid,
    stop: async () => {
      stopping = true
      wake()
      await child.stop()
      await watching
      await child.stop()
    },
  }
}
