import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startChild } from './child.ts'
import type { Child } from './child.ts'
import { Sentence } from './sentence.ts'

export interface ServerOptions {
  name: string
  /** The folder it runs in and the script, relative to that folder. */
  cwd: string
  script: string
  env: Record<string, string>
  logs: string
  /** A URL that answers 200 once it is ready, looked at after its own "ready" line. */
  healthUrl?: string
  /** What follows the script; node's own flags before it. */
  args?: string[]
  nodeFlags?: string[]
  /** The line that says it is ready, where it is not our own log's. */
  readyLine?: RegExp
}

const readyWithinMs = 60_000

/** Starts one of the project's own servers and waits until it says, and shows, that it is ready. */
export async function startServer(options: ServerOptions): Promise<Child> {
  const { name, cwd, script, env, logs, healthUrl, args = [], nodeFlags = [] } = options
  const { readyLine = /"msg":"ready"/ } = options
  const log = join(logs, `${name}.log`)
  let ready: () => void = () => undefined
  const saidReady = new Promise<void>((done) => (ready = done))
  const child = startChild({
    name,
    command: process.execPath,
    args: ['--enable-source-maps', ...nodeFlags, script, ...args],
    env: { NODE_ENV: 'production', TZ: 'UTC', ...env },
    cwd,
    log,
    onLine: (line) => {
      if (readyLine.test(line)) ready()
    },
  })
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>(
    (done) => (timer = setTimeout(() => done('not ready in a minute'), readyWithinMs)),
  )
  const over = await Promise.race([saidReady, child.ended, late])
  clearTimeout(timer)
  if (over !== undefined) {
    await child.stop()
    throw new Sentence(`${lastWords(log)}\n\n${name} did not start (${over}); the whole log is ${log}.`)
  }
  if (healthUrl) await healthy(healthUrl, name, child)
  return child
}

async function healthy(url: string, name: string, child: Child): Promise<void> {
  const until = Date.now() + readyWithinMs
  let over: string | undefined
  void child.ended.then((how) => (over = how))
  while (Date.now() < until && over === undefined) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(3_000) }).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((wake) => setTimeout(wake, 100))
  }
  await child.stop()
  if (over !== undefined) throw new Sentence(`${name} ended before it was ready (${over}).`)
  throw new Sentence(`${name} listens and does not become ready: ${url} answers no 200.`)
}

function lastWords(log: string): string {
  try {
    return readFileSync(log, 'utf8').trim().split('\n').slice(-8).join('\n')
  } catch {
    return ''
  }
}
