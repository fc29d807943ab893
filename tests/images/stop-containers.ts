import type { Check } from './order-through-caddy.ts'
import { SERVICES, type RunningCompose } from './running-compose.ts'

/** Killed by the engine because it did not stop in time. */
const KILLED = 137

const GRACE_SECONDS = '5'

/** Stops each service while nothing is in progress, and returns the milliseconds that each took. */
export async function stopContainers(
  { engine, ids }: RunningCompose,
  check: Check,
): Promise<Record<string, number>> {
  const times: Record<string, number> = {}
  for (const service of SERVICES) {
    const id = ids[service] ?? ''
    const startedAt = performance.now()
    await engine.run('stop', '--time', GRACE_SECONDS, id)
    times[service] = Math.round(performance.now() - startedAt)
    const { exitCode } = await engine.state(id)
    check(`${service} stops by itself`, exitCode !== KILLED, `exit code ${exitCode}, ${times[service]} ms`)
  }
  return times
}
