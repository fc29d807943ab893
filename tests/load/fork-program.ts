import { fork } from 'node:child_process'
import { basename } from 'node:path'

export interface Program {
  pid: number
  /** The first message that it sent. */
  message: string
  stop(): void
}

export interface ForkOptions {
  args?: string[]
  cwd?: string
  /** Added to the environment of this process. */
  env?: Record<string, string>
  /** Sent to it first. */
  message?: object
}

/** Starts a program in a process of its own, and waits for its first message. @throws when it ends before */
export function forkProgram(
  path: string,
  { args = [], cwd, env = {}, message }: ForkOptions = {},
): Promise<Program> {
  const child = fork(path, args, {
    ...(cwd && { cwd }),
    env: { ...process.env, NODE_ENV: 'production', ...env },
    execArgv: [],
  })
  if (message) child.send(message)
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('exit', (code, signal) =>
      fail(new Error(`${basename(path)} ended before it was ready: ${code ?? signal}`)),
    )
    child.once('message', (first) =>
      done({ pid: child.pid ?? NaN, message: String(first), stop: () => child.kill() }),
    )
  })
}
