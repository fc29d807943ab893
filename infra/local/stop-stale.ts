import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Ends the process that a killed run left, if the pid file's process is still the one that `mark` (a path) names. */
export async function stopStale(pidFile: string, mark: string, signal: NodeJS.Signals): Promise<boolean> {
  const pid = readPid(pidFile)
  if (!pid || !commandLine(pid).includes(mark)) return false
  return stopPid(pid, mark, signal)
}

/** Ends the process `pid` if its command line still names `mark`. */
export async function stopPid(pid: number, mark: string, signal: NodeJS.Signals): Promise<boolean> {
  const until = Date.now() + 10_000
  if (!commandLine(pid).includes(mark)) return false
  process.kill(pid, signal)
  while (commandLine(pid).includes(mark)) {
    if (Date.now() > until) process.kill(pid, 'SIGKILL')
    await new Promise((wake) => setTimeout(wake, 50))
  }
  return true
}

/** The command line of a living process, empty when there is none. */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    if (process.platform === 'linux') return ''
  }
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

function readPid(file: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || undefined
  } catch {
    return undefined
  }
}
