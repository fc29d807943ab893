import { setTimeout as pause } from 'node:timers/promises'
import type { EngineCli } from './engine-cli.ts'

/**
 * podman leaves health checks to timers of systemd. Runs those of all its containers again and again until the returned function is called; docker
 * does so itself.
 */
export function keepCheckingHealth(engine: EngineCli): () => Promise<void> {
  if (engine.name === 'docker') return async () => undefined
  let stopped = false
  const loop = async () => {
    while (!stopped) {
      const { stdout } = await engine.run('ps', '-q')
      for (const id of stdout.split('\n').filter(Boolean))
        if (!stopped) await engine.run('healthcheck', 'run', id)
      if (!stopped) await pause(500)
    }
  }
  const ended = loop()
  return () => {
    stopped = true
    return ended
  }
}

/**
 * Waits until each of these services is healthy.
 * @param ids the containers by service
 * @throws with the states after `seconds`, and when `signal` is aborted
 */
export async function untilHealthy(
  engine: EngineCli,
  ids: Record<string, string>,
  signal: AbortSignal,
  seconds = 90,
): Promise<void> {
  const until = Date.now() + seconds * 1000
  for (;;) {
    const states = await Promise.all(
      Object.entries(ids).map(async ([name, id]) => ({ name, ...(await engine.state(id)) })),
    )
    const missing = states.filter(({ running, health }) => !running || health !== 'healthy')
    if (missing.length === 0) return
    if (Date.now() > until) throw new Error(`Not healthy after ${seconds} s: ${JSON.stringify(missing)}`)
    await pause(500, undefined, { signal })
  }
}
