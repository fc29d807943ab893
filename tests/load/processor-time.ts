import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts processor time in ticks of 10 ms. */
const TICK_MS = 10

/** The fields of /proc/<pid>/stat after the name of the program, which may contain spaces; null when the process has ended. */
function readStat(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}

/** The processor time that a process has taken since its start, in milliseconds; 0 when it has ended. Linux only. */
export function processTimes(pid: number): number {
  const stat = readStat(pid)
  return stat ? (Number(stat[11]) + Number(stat[12])) * TICK_MS : 0
}

/** The processor time of a PostgreSQL server and its processes, those that have ended included, in milliseconds. */
export function postgresTimes(pid: number): number {
  const own = readStat(pid)
  if (!own) return 0
  const ended = (Number(own[13]) + Number(own[14])) * TICK_MS
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && readStat(Number(name))?.[1] === String(pid))
    .map((name) => processTimes(Number(name)))
  return children.reduce((sum, ms) => sum + ms, processTimes(pid) + ended)
}
