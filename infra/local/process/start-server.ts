import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { UserFacingError } from '../user-facing-error.ts'
import { startChild } from './child-process.ts'
import type { Child } from './child-process.ts'

export interface ServerOptions {
  name: string
  /** The folder it runs in. */
  cwd: string
  /** The script, relative to `cwd`. */
  script: string
  env: Record<string, string>
  logs: string
  /** A URL that returns 2xx once the server is ready; polled after the server has logged that it is ready. */
  healthUrl?: string
  /** Arguments after the script. */
  args?: string[]
  /** Options for Node, before the script. */
  nodeFlags?: string[]
  /** How long it may take to stop before it is killed; six seconds by default. */
  graceMs?: number
  /** Matches the log line that announces readiness; by default `"msg":"ready"`. */
  readyLine?: RegExp
}

const readyTimeoutMs = 60_000

/** Starts a server and waits until it is ready. Throws a {@link UserFacingError} with the end of its log if it is not. */
export async function startServer(options: ServerOptions): Promise<Child> {
  const { name, cwd, script, env, logs, healthUrl, args = [], nodeFlags = [] } = options
  const { readyLine = /"msg":"ready"/ } = options
  const log = join(logs, `${name}.log`)
  let reportReady: () => void = () => undefined
  const ready = new Promise<void>((resolve) => (reportReady = resolve))
  const child = startChild({
    name,
    command: process.execPath,
    args: ['--enable-source-maps', ...nodeFlags, script, ...args],
    env: { NODE_ENV: 'production', TZ: 'UTC', ...env },
    cwd,
    log,
    ...(options.graceMs === undefined ? {} : { graceMs: options.graceMs }),
    onLine: (line) => {
      if (readyLine.test(line)) reportReady()
    },
  })
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<string>(
    (resolve) => (timer = setTimeout(() => resolve('not ready within a minute'), readyTimeoutMs)),
  )
  const failure = await Promise.race([ready, child.ended, timeout])
  clearTimeout(timer)
  if (failure !== undefined) {
    await child.stop()
    throw new UserFacingError(`${lastLines(log)}\n\n${name} did not start (${failure}). Full log: ${log}`)
  }
  if (healthUrl) await waitUntilHealthy(healthUrl, name, child)
  return child
}

async function waitUntilHealthy(url: string, name: string, child: Child): Promise<void> {
  const deadline = Date.now() + readyTimeoutMs
  let ended: string | undefined
  void child.ended.then((reason) => (ended = reason))
  while (Date.now() < deadline && ended === undefined) {
    const response = await fetch(url, { signal: AbortSignal.timeout(3_000) }).catch(() => undefined)
    if (response?.ok) return
    await new Promise((wake) => setTimeout(wake, 100))
  }
  await child.stop()
  if (ended !== undefined) throw new UserFacingError(`${name} ended before it was ready (${ended}).`)
  throw new UserFacingError(
    `${name} is listening but not healthy: ${url} did not return 2xx within a minute.`,
  )
}

function lastLines(log: string): string {
  try {
    return readFileSync(log, 'utf8').trim().split('\n').slice(-8).join('\n')
  } catch {
    return ''
  }
}
