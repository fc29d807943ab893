import { mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { startChild } from '../process/child-process.ts'
import type { Child } from '../process/child-process.ts'
import { stopLeftoverProcess } from '../process/leftover-process.ts'
import { findRedis } from '../tools/find-redis.ts'
import { UserFacingError } from '../user-facing-error.ts'
import { repairAppendOnlyFile } from './repair-append-only-file.ts'

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
  print: (line: string) => void
}

/** Starts Redis on 127.0.0.1 with a password, `noeviction` and an append-only file, reusing the data files of an earlier start, if any. */
export async function startRedis(options: RedisOptions): Promise<Redis> {
  const { data, port, password, logs, print } = options
  const folder = join(data, 'redis')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const pidFile = join(folder, 'redis.pid')
  const config = join(folder, 'redis.conf')
  await stopLeftoverProcess(pidFile, config, 'SIGTERM')
  const { command, env } = await findRedis(print)

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
    // Uncompressed, because the custody test (tests/custody) searches the files for card digits.
    rdbcompression: 'no',
    'set-proc-title': 'no',
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} ${value}\n`)
  writeFileSync(config, lines.join(''), { mode: 0o600 })
  const log = join(logs, 'redis.log')
  const path = process.env['PATH'] ?? ''
  const launch = () =>
    startChild({ name: 'redis', command, args: [config], env: { PATH: path, ...env }, cwd: folder, log })
  let child = launch()
  if (!(await waitUntilReady(port, password, child, log))) {
    // Redis truncates a torn append-only file that is not the newest one, and exits; the next start accepts it.
    const cut = repairAppendOnlyFile({ command, env }, folder)
    if (cut) print(cut)
    child = launch()
    if (!(await waitUntilReady(port, password, child, log)))
      throw new UserFacingError(`Redis ended while starting (${await child.ended}). Log: ${log}`)
  }
  // A torn file keeps its half-written transaction, which the next start would apply; the rewrite drops it.
  await sendCommand(port, password, 'BGREWRITEAOF', '+Background')
  return { url: `redis://:${password}@127.0.0.1:${port}/0`, folder, child }
}

/** Waits until Redis has loaded its files; false if it ended instead. Throws after 30 seconds. */
async function waitUntilReady(port: number, password: string, child: Child, log: string): Promise<boolean> {
  const deadline = Date.now() + 30_000
  let ended = false
  void child.ended.then(() => (ended = true))
  while (!(await sendCommand(port, password, 'PING', '+PONG'))) {
    if (ended) return false
    if (Date.now() > deadline)
      throw new UserFacingError(`Redis did not answer within 30 seconds. Log: ${log}`)
    await new Promise((wake) => setTimeout(wake, 50))
  }
  return true
}

/** Sends a command and resolves to whether the reply contains `expected`. */
function sendCommand(port: number, password: string, command: string, expected: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`AUTH ${password}\r\n${command}\r\n`))
    let received = ''
    const finish = (ok: boolean) => {
      socket.destroy()
      resolve(ok)
    }
    socket.setTimeout(2_000, () => finish(false))
    socket.once('error', () => finish(false))
    socket.on('data', (text) => {
      received += String(text)
      if (received.includes(expected)) finish(true)
      else if (received.includes('-')) finish(false)
    })
  })
}
