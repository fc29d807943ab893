import { fork, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'

export interface ChildOptions {
  name: string
  command: string
  args?: string[]
  /** All that the child is given: nothing of this process's own environment comes along. */
  env: Record<string, string>
  cwd?: string
  /** The file that takes what the child says, appended to. */
  log: string
  uid?: number
  gid?: number
  /** What asks the child to end; PostgreSQL wants SIGINT. */
  signal?: NodeJS.Signals
  onLine?: (line: string) => void
}

export interface Child {
  name: string
  pid: number
  /** Settles once, with the exit code or the signal's name. */
  ended: Promise<string>
  /** Asks it to end, and insists after `graceMs`. */
  stop: (graceMs?: number) => Promise<void>
}

let guard: ChildProcess | undefined

/** Starts a process in a group of its own, so that a terminal's Ctrl-C reaches it only through us, in order. */
export function startChild(options: ChildOptions): Child {
  const { name, command, args = [], env, log, signal = 'SIGTERM' } = options
  mkdirSync(dirname(log), { recursive: true })
  const file = createWriteStream(log, { flags: 'a', mode: 0o600 })
  const child = spawn(command, args, {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...(options.cwd ? { cwd: options.cwd } : {}),
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.gid ?? options.uid }),
  })
  const ended = new Promise<string>((settle) => {
    child.once('error', (error) => settle(error.message))
    child.once('exit', (code, by) => settle(by ?? String(code)))
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream.pipe(file, { end: false })
    if (options.onLine) createInterface({ input: stream }).on('line', options.onLine)
  }
  const pid = child.pid ?? 0
  if (pid) tellGuard({ add: pid, signal })
  void ended.then(() => {
    if (pid) tellGuard({ remove: pid })
  })
  // Not at the exit: what a killed PostgreSQL leaves for a moment still writes to the same pipes.
  child.once('close', () => file.end())
  return { name, pid, ended, stop: (graceMs = 6_000) => stopGroup(pid, signal, ended, graceMs) }
}

async function stopGroup(pid: number, signal: NodeJS.Signals, ended: Promise<string>, graceMs: number) {
  if (!pid || !send(pid, signal)) return
  const insist = setTimeout(() => send(pid, 'SIGKILL', true), graceMs)
  await ended
  clearTimeout(insist)
  send(pid, 'SIGKILL', true)
}

function send(pid: number, signal: NodeJS.Signals, group = false): boolean {
  try {
    return process.kill(group ? -pid : pid, signal)
  } catch {
    return false
  }
}

function tellGuard(told: object): void {
  if (!guard?.connected) {
    if (!('add' in told)) return
    guard = fork(join(import.meta.dirname, 'guard.ts'), [], {
      detached: true,
      stdio: 'ignore',
      execArgv: [],
      cwd: '/',
    })
    guard.unref()
    guard.channel?.unref()
  }
  guard.send(told)
}
