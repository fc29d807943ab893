import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { root } from '../paths.ts'
import { startChild } from '../process/child-process.ts'
import { findRedis } from '../tools/find-redis.ts'
import { freePorts, randomPortBase } from '../product/ports.ts'
import { redisInfo } from './redis-info.ts'
import { startRedis } from './redis.ts'
import type { Redis } from './redis.ts'

const data = mkdtempSync(join(tmpdir(), 'triclic-redis-'))
const password = 'password-of-this-test'
let redis: Redis | undefined
const printed: string[] = []

afterEach(() => redis?.child.stop())
afterAll(() => rmSync(data, { recursive: true, force: true }))

async function start(): Promise<Redis> {
  const [port = 0] = await freePorts(1, randomPortBase())
  return (redis = await startRedis({
    data,
    port,
    password,
    logs: join(data, 'logs'),
    print: (line) => printed.push(line),
  }))
}

/** Sends the commands on one connection and resolves to the raw replies. */
function sendCommands({ url }: Redis, ...commands: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () =>
      socket.write([`AUTH ${password}`, ...commands, 'QUIT', ''].join('\r\n')),
    )
    let received = ''
    socket.on('data', (text) => (received += String(text)))
    socket.once('end', () => resolve(received))
    socket.once('error', reject)
  })
}

async function kill({ child }: Redis): Promise<void> {
  process.kill(child.pid, 'SIGKILL')
  await child.ended
}

/** Truncates the newest append-only file, as a power failure does, and returns the number of that file. */
function truncateNewestFile({ folder }: Redis, bytes: number): number {
  const numberOf = (name: string) => Number(/(\d+)\.incr\.aof$/.exec(name)?.[1] ?? 0)
  const files = readdirSync(join(folder, 'appendonlydir')).sort((a, b) => numberOf(b) - numberOf(a))
  const file = join(folder, 'appendonlydir', files[0] ?? '')
  truncateSync(file, statSync(file).size - bytes)
  return numberOf(file)
}

/** Adds a newer, empty file, as Redis does when a rewrite begins. */
function beginRewrite({ folder }: Redis, newest: number): void {
  const name = `appendonly.aof.${newest + 1}.incr.aof`
  writeFileSync(join(folder, 'appendonlydir', name), '')
  appendFileSync(
    join(folder, 'appendonlydir', 'appendonly.aof.manifest'),
    `file ${name} seq ${newest + 1} type i\n`,
  )
}

const untilRewritten = ({ url }: Redis) =>
  expect
    .poll(() => redisInfo(url))
    .toMatchObject({ aof_rewrite_in_progress: '0', aof_rewrite_scheduled: '0' })

test('drops a half-written transaction at the end of a truncated file and keeps what is written afterwards', async () => {
  const first = await start()
  await untilRewritten(first)
  expect(await sendCommands(first, 'MULTI', 'SET first half', 'SET second half', 'EXEC')).toContain(
    '*2\r\n+OK\r\n+OK',
  )
  await kill(first)
  // Removes EXEC and the end of the command before it.
  truncateNewestFile(first, '*1\r\n$4\r\nEXEC\r\n'.length + 5)

  const afterTruncation = await start()
  await untilRewritten(afterTruncation)
  expect(
    await sendCommands(afterTruncation, 'EXISTS first second', 'MULTI', 'SET later whole', 'EXEC'),
  ).toContain(':0\r\n')
  await kill(afterTruncation)

  const third = await start()
  expect(await sendCommands(third, 'EXISTS first second', 'GET later')).toContain(':0\r\n$5\r\nwhole\r\n')
})

test('starts on a truncated file that is not the newest one because a rewrite had begun', async () => {
  const first = await start()
  await untilRewritten(first)
  expect(await sendCommands(first, 'SET sure whole', 'SET lost half')).toContain('+OK\r\n+OK')
  await kill(first)
  beginRewrite(first, truncateNewestFile(first, 5))

  const afterTruncation = await start()
  expect(await sendCommands(afterTruncation, 'EXISTS lost', 'GET sure')).toContain(':0\r\n$5\r\nwhole\r\n')
})

/** Damages the newest file between two commands, as a full disk does, and stops Redis. */
async function leaveDamagedFile(): Promise<Redis> {
  const redis = await start()
  await untilRewritten(redis)
  expect(await sendCommands(redis, 'SET before damage')).toContain('+OK')
  await kill(redis)
  const folder = join(redis.folder, 'appendonlydir')
  const newest = readdirSync(folder).find((name) => name.endsWith('.incr.aof')) ?? ''
  const [torn, whole] = ['*3\r\n$3\r\nSE', '*3\r\n$3\r\nSET\r\n$5\r\nafter\r\n$6\r\ndamage\r\n']
  appendFileSync(join(folder, newest), torn + whole)
  return redis
}

test('cuts off what follows a damaged place in the file, as a full disk leaves it, and says what was cut', async () => {
  await leaveDamagedFile()
  printed.splice(0)
  const repaired = await start()
  expect(await sendCommands(repaired, 'EXISTS after', 'GET before')).toContain(':0\r\n$6\r\ndamage\r\n')
  expect(printed).toHaveLength(1)
  expect(printed[0]).toMatch(
    /^Redis's append-only file was damaged. Cut off \d+ of the \d+ bytes of \S+\.incr\.aof/,
  )
})

test('the start script of the Redis container repairs such a file too', async () => {
  const { folder } = await leaveDamagedFile()
  const { command, env } = await findRedis(() => undefined)
  const [port = 0] = await freePorts(1, randomPortBase())
  let output = ''
  const child = startChild({
    name: 'redis',
    command: join(root, 'infra/redis/start.sh'),
    env: {
      ...env,
      PATH: `${command.includes('/') ? dirname(command) : ''}${delimiter}${process.env['PATH']}`,
      REDIS_DATA: folder,
      REDIS_PORT: String(port),
      REDIS_PASSWORD: password,
    },
    log: join(data, 'logs/script.log'),
    onLine: (line) => (output += `${line}\n`),
  })
  redis = { url: `redis://:${password}@127.0.0.1:${port}/0`, folder, child }
  await expect
    .poll(() => sendCommands(redis as Redis, 'EXISTS after', 'GET before').catch(() => ''))
    .toContain(':0\r\n$6\r\ndamage\r\n')
  expect(output).toContain('is damaged; cutting off what follows')
  expect(output).toContain('Successfully truncated')
  expect(await redisInfo(redis.url)).toMatchObject({ aof_enabled: '1', maxmemory_policy: 'noeviction' })
})
