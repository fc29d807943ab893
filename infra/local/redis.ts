import { mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { startChild } from './child.ts'
import type { Child } from './child.ts'
import { findRedis } from './find-redis.ts'
import { Sentence } from './sentence.ts'
import { stopStale } from './stop-stale.ts'

export interface Redis {
  url: string
  folder: string
  child: Child
}

export interface RedisOptions {
  data: string
  port: number
  password: string
  logs: string
  say: (line: string) => void
}

/** Starts Redis on 127.0.0.1 alone: noeviction, append-only file, a password, a folder of its own. */
export async function startRedis(options: RedisOptions): Promise<Redis> {
  const { data, port, password, logs, say } = options
  const folder = join(data, 'redis')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const pidFile = join(folder, 'redis.pid')
  const config = join(folder, 'redis.conf')
  await stopStale(pidFile, config, 'SIGTERM')
  const { command, env } = await findRedis(say)

  const settings = {
    bind: '127.0.0.1',
    port,
    dir: `"${folder}"`,
    pidfile: `"${pidFile}"`,
    requirepass: password,
    appendonly: 'yes',
    appendfsync: 'everysec',
    save: '""',
    'maxmemory-policy': 'noeviction',
    // What its files hold can then be searched for: tests/custody.
    rdbcompression: 'no',
    'set-proc-title': 'no',
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} ${value}\n`)
  writeFileSync(config, lines.join(''), { mode: 0o600 })
  const log = join(logs, 'redis.log')
  const path = process.env['PATH'] ?? ''
  const begin = () =>
    startChild({ name: 'redis', command, args: [config], env: { PATH: path, ...env }, cwd: folder, log })
  let child = begin()
  if (!(await answers(port, password, child, log))) {
    // It cuts a torn file that is not its newest, and ends; the next start takes it.
    child = begin()
    if (!(await answers(port, password, child, log)))
      throw new Sentence(`Redis ended at once (${await child.ended}); ${log} says why.`)
  }
  // A file that ends in the middle of a change keeps that half; the next start would carry it out.
  await says(port, password, 'BGREWRITEAOF', '+Background')
  return { url: `redis://:${password}@127.0.0.1:${port}/0`, folder, child }
}

/** Waits until it answers; false when it ended instead. */
async function answers(port: number, password: string, child: Child, log: string): Promise<boolean> {
  const until = Date.now() + 30_000
  let over = false
  void child.ended.then(() => (over = true))
  while (!(await says(port, password, 'PING', '+PONG'))) {
    if (over) return false
    if (Date.now() > until) throw new Sentence(`Redis did not answer in half a minute; see ${log}.`)
    await new Promise((wake) => setTimeout(wake, 50))
  }
  return true
}

/** Whether it answers as expected: to a PING it does once its files are loaded. */
function says(port: number, password: string, command: string, expected: string): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`AUTH ${password}\r\n${command}\r\n`))
    let heard = ''
    const settle = (ok: boolean) => {
      socket.destroy()
      answer(ok)
    }
    socket.setTimeout(2_000, () => settle(false))
    socket.once('error', () => settle(false))
    socket.on('data', (text) => {
      heard += String(text)
      if (heard.includes(expected)) settle(true)
      else if (heard.includes('-')) settle(false)
    })
  })
}
