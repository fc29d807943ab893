import { Sentence } from './sentence.ts'
import type { Child } from './child.ts'

export interface Supervised {
  name: string
  pid: () => number
  stop: () => Promise<void>
}

const firstPauseMs = 500
const longestPauseMs = 30_000
/** One that lived this long starts over with the short pause. */
const healthyMs = 60_000

/** Keeps a process running: one that ends unasked is started again, after a pause that grows. */
export async function supervise(
  name: string,
  start: () => Promise<Child>,
  say: (line: string) => void,
): Promise<Supervised> {
  let child = await start()
  let stopping = false
  let wake: () => void = () => undefined

  const watching = (async () => {
    let pause = firstPauseMs
    while (!stopping) {
      const began = Date.now()
      const how = await child.ended
      if (stopping) return
      if (Date.now() - began > healthyMs) pause = firstPauseMs
      say(`${name} ended by itself (${how}); starting it again in ${pause / 1000} s`)
      await new Promise<void>((go) => {
        wake = go
        setTimeout(go, pause)
      })
      pause = Math.min(pause * 2, longestPauseMs)
      if (stopping) return
      child = await start().catch((error: unknown) => {
        say(error instanceof Sentence ? error.message : String(error))
        return child
      })
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
