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
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { freePorts, randomBase } from './free-ports.ts'
import { redisInfo } from './redis-info.ts'
import { startRedis } from './redis.ts'
import type { Redis } from './redis.ts'

const data = mkdtempSync(join(tmpdir(), 'triclic-redis-'))
const password = 'made-up-for-this-test'
let redis: Redis | undefined

afterEach(() => redis?.child.stop())
afterAll(() => rmSync(data, { recursive: true, force: true }))

async function start(): Promise<Redis> {
  const [port = 0] = await freePorts(1, randomBase())
  return (redis = await startRedis({ data, port, password, logs: join(data, 'logs'), say: () => undefined }))
}

/** Sends the commands on one connection; what they are answered, as it comes. */
function ask({ url }: Redis, ...commands: string[]): Promise<string> {
  return new Promise((answer, fail) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () =>
      socket.write([`AUTH ${password}`, ...commands, 'QUIT', ''].join('\r\n')),
    )
    let heard = ''
    socket.on('data', (text) => (heard += String(text)))
    socket.once('end', () => answer(heard))
    socket.once('error', fail)
  })
}

async function kill({ child }: Redis): Promise<void> {
  process.kill(child.pid, 'SIGKILL')
  await child.ended
}

/** Takes the end off the newest append-only file, as when the machine stopped before it was on the disk; its number. */
function tear({ folder }: Redis, bytes: number): number {
  const numberOf = (name: string) => Number(/(\d+)\.incr\.aof$/.exec(name)?.[1] ?? 0)
  const files = readdirSync(join(folder, 'appendonlydir')).sort((a, b) => numberOf(b) - numberOf(a))
  const file = join(folder, 'appendonlydir', files[0] ?? '')
  truncateSync(file, statSync(file).size - bytes)
  return numberOf(file)
}

/** What a rewrite begins with: a newer file for what comes meanwhile. */
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

test('half a change at a torn file’s end is undone, and what is changed after it is kept', async () => {
  const whole = await start()
  await untilRewritten(whole)
  expect(await ask(whole, 'MULTI', 'SET first half', 'SET second half', 'EXEC')).toContain('*2\r\n+OK\r\n+OK')
  await kill(whole)
  // All of EXEC and the end of what stands before it.
  tear(whole, '*1\r\n$4\r\nEXEC\r\n'.length + 5)

  const torn = await start()
  await untilRewritten(torn)
  expect(await ask(torn, 'EXISTS first second', 'MULTI', 'SET later whole', 'EXEC')).toContain(':0\r\n')
  await kill(torn)

  const again = await start()
  expect(await ask(again, 'EXISTS first second', 'GET later')).toContain(':0\r\n$5\r\nwhole\r\n')
})

test('a torn file that is no more the newest, as a rewrite had begun, is taken too', async () => {
  const whole = await start()
  await untilRewritten(whole)
  expect(await ask(whole, 'SET sure whole', 'SET lost half')).toContain('+OK\r\n+OK')
  await kill(whole)
  beginRewrite(whole, tear(whole, 5))

  const torn = await start()
  expect(await ask(torn, 'EXISTS lost', 'GET sure')).toContain(':0\r\n$5\r\nwhole\r\n')
})
