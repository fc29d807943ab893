import { readdirSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { commandLine } from '../../infra/local/process/leftover-process.ts'
import type { FaultEnvironment } from './environment.ts'
import type { Victim } from './plan-round.ts'

const READY_WITHIN_MS = 60_000

/** Sends SIGKILL. False if the process was not running, because it was just being restarted. */
export async function kill(environment: FaultEnvironment, victim: Victim, lostBytes = 0): Promise<boolean> {
  const pid = victim === 'backend' ? await activeBackend(environment) : environment.product.pids()[victim]
  if (!pid || !signal(pid)) return false
  if (victim === 'worker') environment.workerKills.push(Date.now())
  if (victim === 'Redis' && lostBytes > 0) await truncateAppendOnlyFile(environment, pid, lostBytes)
  return true
}

function signal(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL')
  } catch {
    return false
  }
}

/** The PostgreSQL process that most recently started a query of the API. */
async function activeBackend(environment: FaultEnvironment): Promise<number | undefined> {
  const query =
    "select pid from pg_stat_activity where application_name = 'triclic_api' order by query_start desc limit 1"
  const [row] = await environment.owner.globalRows<{ pid: number }>(query).catch(() => [])
  return row?.pid
}

/** Truncates Redis's append-only file, as a power failure before the write reached the disk would. */
async function truncateAppendOnlyFile(
  environment: FaultEnvironment,
  pid: number,
  bytes: number,
): Promise<void> {
  while (commandLine(pid)) await pause(1)
  const folder = join(environment.data, 'redis', 'appendonlydir')
  const numberOf = (name: string) => Number(/(\d+)\.incr\.aof$/.exec(name)?.[1] ?? 0)
  const newest = readdirSync(folder).sort((a, b) => numberOf(b) - numberOf(a))[0]
  if (!newest || numberOf(newest) === 0) return
  const file = join(folder, newest)
  truncateSync(file, Math.max(0, statSync(file).size - bytes))
}

/** Waits until every process runs and the API reports that it is ready. @throws after a minute */
export async function waitUntilReady(environment: FaultEnvironment): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS
  for (;;) {
    const unready = await findUnready(environment)
    if (!unready) return
    if (Date.now() > until) throw new Error(`${unready} was not ready within a minute.`)
    await pause(50)
  }
}

async function findUnready({ product, owner }: FaultEnvironment): Promise<string | undefined> {
  const dead = Object.entries(product.pids()).find(([, pid]) => !commandLine(pid))
  if (dead) return dead[0]
  const response = await fetch(`${product.run.api}/health/ready`, {
    signal: AbortSignal.timeout(1_000),
  }).catch(() => null)
  const health = (await response?.json().catch(() => null)) as { redis?: string } | null | undefined
  if (!response?.ok || health?.redis !== 'up') return 'the API'
  return owner.globalRows('select 1').then(
    () => undefined,
    () => 'the database',
  )
}
