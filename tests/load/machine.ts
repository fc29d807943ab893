import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { UserFacingError } from '../../infra/local/user-facing-error.ts'

/** Processors that other programs may use during a measurement. */
const MAX_FOREIGN_PROCESSORS = 0.25
const OBSERVED_MS = 2_000
const MAX_WAIT_MS = 120_000

/** One line about the machine and the day. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() || 'unknown processor'
  const memory = Math.round(totalmem() / 1024 ** 3)
  const day = new Date().toISOString().slice(0, 10)
  return `${day}, ${availableParallelism()} processors (${model}), ${memory} GB, ${process.platform} ${process.arch}, Node.js ${process.version}`
}

let mayBeBusy = false

/** For the development of a measurement: from now on waitForQuiet does not wait. */
export const allowBusyMachine = (): void => void (mayBeBusy = true)

/**
 * Waits until the machine is idle. Call it while the measured programs have nothing to do.
 * @throws when other programs still use the processors after two minutes
 */
export async function waitForQuiet(): Promise<void> {
  if (mayBeBusy) return
  const until = Date.now() + MAX_WAIT_MS
  for (;;) {
    const used = await usedProcessors()
    if (used <= MAX_FOREIGN_PROCESSORS) return
    if (Date.now() > until)
      throw new UserFacingError(
        `Other programs are using ${used.toFixed(1)} processors, so results would be unreliable. Stop them, or pass --busy.`,
      )
  }
}

/** Processors in use, observed for two seconds; 0 where the system does not tell. */
async function usedProcessors(): Promise<number> {
  const before = busyTicks()
  await pause(OBSERVED_MS)
  return (busyTicks() - before) / TICKS_PER_SECOND / (OBSERVED_MS / 1000)
}

/** USER_HZ: proc(5). */
const TICKS_PER_SECOND = 100

function busyTicks(): number {
  if (process.platform !== 'linux') return 0
  const [, user = 0, nice = 0, system = 0] = readFileSync('/proc/stat', 'utf8').split(/\s+/).map(Number)
  return user + nice + system
}

/** CPU time in milliseconds that a process and its children have used so far; NaN without such a process, or where the system does not tell. */
export function cpuMsOf(pid: number): number {
  if (process.platform !== 'linux') return NaN
  try {
    // The name of the program, in parentheses, may contain spaces.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    const own = Number(fields[11]) + Number(fields[12])
    const ended = Number(fields[13]) + Number(fields[14])
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
    // A child that has ended meanwhile has no file any more.
    const running = children.reduce((sum, child) => sum + (cpuMsOf(Number(child)) || 0), 0)
    return ((own + ended) * 1000) / TICKS_PER_SECOND + running
  } catch {
    return NaN
  }
}

/** Resident memory of a process in MB; NaN where the system does not tell. */
export function megabytesOf(pid: number): number {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kilobytes) / 1024
  } catch {
    return NaN
  }
}
