import { readdirSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { commandLine } from '../../infra/local/process/leftover-process.ts'
import type { Victim } from './plan-round.ts'
import type { Rig } from './rig.ts'

const BACK_WITHIN_MS = 60_000

/** Kills with -9. False when there was nothing to kill just then: it was being started again. */
export async function kill(rig: Rig, victim: Victim, tornBytes = 0): Promise<boolean> {
  const pid = victim === 'backend' ? await someBackend(rig) : rig.product.pids()[victim]
  if (!pid || !signal(pid)) return false
  if (victim === 'Redis' && tornBytes > 0) await tear(rig, pid, tornBytes)
  return true
}

function signal(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL')
  } catch {
    return false
  }
}

async function someBackend(rig: Rig): Promise<number | undefined> {
  const query =
    "select pid from pg_stat_activity where application_name = 'triclic_api' order by query_start desc limit 1"
  const [row] = await rig.owner.anyRows<{ pid: number }>(query).catch(() => [])
  return row?.pid
}

/** Takes the end off Redis's append-only file, as when the machine stopped before it was on the disk. */
async function tear(rig: Rig, pid: number, bytes: number): Promise<void> {
  while (commandLine(pid)) await pause(1)
  const folder = join(rig.data, 'redis', 'appendonlydir')
  const numberOf = (name: string) => Number(/(\d+)\.incr\.aof$/.exec(name)?.[1] ?? 0)
  const newest = readdirSync(folder).sort((a, b) => numberOf(b) - numberOf(a))[0]
  if (!newest || numberOf(newest) === 0) return
  const file = join(folder, newest)
  truncateSync(file, Math.max(0, statSync(file).size - bytes))
}

/** Waits until every process lives and the API says that it reaches all it needs. @throws when that takes a minute */
export async function untilBack(rig: Rig): Promise<void> {
  const until = Date.now() + BACK_WITHIN_MS
  for (;;) {
    const missing = await notBack(rig)
    if (!missing) return
    if (Date.now() > until) throw new Error(`${missing} did not come back within a minute.`)
    await pause(50)
  }
}

async function notBack({ product, owner }: Rig): Promise<string | undefined> {
  const dead = Object.entries(product.pids()).find(([, pid]) => !commandLine(pid))
  if (dead) return dead[0]
  const answer = await fetch(`${product.run.api}/health/ready`, { signal: AbortSignal.timeout(1_000) }).catch(
    () => null,
  )
  const health = (await answer?.json().catch(() => null)) as { redis?: string } | null | undefined
  if (!answer?.ok || health?.redis !== 'up') return 'the API'
  return owner.anyRows('select 1').then(
    () => undefined,
    () => 'the database',
  )
}
