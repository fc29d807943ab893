import { memoryOf, treeOf } from './container-processes.ts'
import type { RunningCompose } from './running-compose.ts'

/** Megabytes in memory of each container. */
export async function measureMemory({ engine, ids }: RunningCompose): Promise<Record<string, number>> {
  const measured: Record<string, number> = {}
  for (const [service, id] of Object.entries(ids)) {
    const { pid } = await engine.state(id)
    measured[service] = Math.round(memoryOf(treeOf(pid)) / 1e6)
  }
  return measured
}

/** What each program writes when it is ready. */
const READY =
  /"msg":"ready"|ready to accept connections|serving initial configuration|keys created|backed up/i

/** Milliseconds from the start of each container until its program was ready. The first start of PostgreSQL creates its files. */
export async function readStartTimes({ engine, ids }: RunningCompose): Promise<Record<string, number>> {
  const times: Record<string, number> = {}
  for (const [service, id] of Object.entries(ids)) {
    const { startedAt } = await engine.state(id)
    const { output } = await engine.run('logs', '--timestamps', id)
    const line = output.split('\n').findLast((text) => READY.test(text)) ?? ''
    times[service] = Math.round(Date.parse(line.split(' ')[0] ?? '') - startedAt)
  }
  return times
}
