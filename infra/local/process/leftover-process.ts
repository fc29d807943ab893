import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * Ends the process that a killed run left, if the process in the pid file still has `path` in its command line.
 * It gets SIGKILL after ten seconds.
 */
export async function stopLeftoverProcess(
  pidFile: string,
  path: string,
  signal: NodeJS.Signals,
): Promise<void> {
  const pid = readPid(pidFile)
  if (!pid || !commandLine(pid).includes(path)) return
  const deadline = Date.now() + 10_000
  process.kill(pid, signal)
  while (commandLine(pid).includes(path)) {
    if (Date.now() > deadline) process.kill(pid, 'SIGKILL')
    await new Promise((wake) => setTimeout(wake, 50))
  }
}

/** The command line of a running process, or an empty string if there is none. */
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
