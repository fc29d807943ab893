import { fork, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { openLog } from './open-log.ts'

export interface ChildOptions {
  name: string
  command: string
  args?: string[]
  /** The complete environment of the child; it inherits nothing from this process. */
  env: Record<string, string>
  cwd?: string
  /** The file to which the child's output is appended. */
  log: string
  uid?: number
  gid?: number
  /** The signal that asks the child to end. PostgreSQL needs SIGINT; the default is SIGTERM. */
  signal?: NodeJS.Signals
  /** How long it may take to end before its process group is killed; six seconds by default. */
  graceMs?: number
  onLine?: (line: string) => void
}

export interface Child {
  name: string
  pid: number
  /** Resolves when the child ends, with its exit code or the name of the signal. */
  ended: Promise<string>
  /** Asks the child to end; after its `graceMs` the whole process group is killed. */
  stop: () => Promise<void>
  /** Kills the whole process group at once. */
  kill: () => void
}

let cleanup: ChildProcess | undefined

/** Starts a process in its own process group, so that Ctrl-C reaches it only through our ordered shutdown. */
export function startChild(options: ChildOptions): Child {
  const { name, command, args = [], env, log, signal = 'SIGTERM', graceMs = 6_000 } = options
  const file = openLog(log)
  const child = spawn(command, args, {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...(options.cwd ? { cwd: options.cwd } : {}),
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.gid ?? options.uid }),
  })
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signalName) => resolve(signalName ?? String(code)))
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', file.append)
    if (options.onLine) createInterface({ input: stream }).on('line', options.onLine)
  }
  const pid = child.pid ?? 0
  if (pid) notifyCleanupProcess({ add: pid, signal, graceMs })
  void ended.then(() => {
    if (pid) notifyCleanupProcess({ remove: pid })
  })
  // Not at the exit event: the children of a killed PostgreSQL keep writing to the same pipes for a moment.
  child.once('close', file.close)
  return {
    name,
    pid,
    ended,
    stop: () => stopGroup(pid, signal, ended, graceMs),
    kill: () => void (pid && send(pid, 'SIGKILL', true)),
  }
}

async function stopGroup(pid: number, signal: NodeJS.Signals, ended: Promise<string>, graceMs: number) {
  if (!pid || !send(pid, signal)) return
  const kill = setTimeout(() => send(pid, 'SIGKILL', true), graceMs)
  await ended
  clearTimeout(kill)
  send(pid, 'SIGKILL', true)
}

function send(pid: number, signal: NodeJS.Signals, group = false): boolean {
  try {
    return process.kill(group ? -pid : pid, signal)
  } catch {
    return false
  }
}

function notifyCleanupProcess(message: object): void {
  if (!cleanup?.connected) {
    if (!('add' in message)) return
    cleanup = fork(join(import.meta.dirname, 'cleanup-process.ts'), [], {
      detached: true,
      stdio: 'ignore',
      execArgv: [],
      cwd: '/',
    })
    cleanup.unref()
    cleanup.channel?.unref()
  }
  cleanup.send(message)
}
