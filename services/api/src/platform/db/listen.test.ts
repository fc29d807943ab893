import { metrics } from '@triclic/telemetry'
import { pino } from 'pino'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { roleUrl } from '../../../test/api.ts'
import { cuttableConnection } from '../../../test/cuttable-connection.ts'
import { listen } from './listen.ts'

const LOST = 'Lost the connection for database notifications; reconnecting'
const RESTORED = 'Listening for database notifications again'

const database = new URL(roleUrl('api'))
let connection: ReturnType<typeof cuttableConnection>
let listener: ReturnType<typeof listen>
let connects: number
let notifications: number
let isHandlerBroken: boolean
let lines: { level: number; msg: string; place?: string; err?: { message: string } }[]

beforeEach(async () => {
  connection = cuttableConnection(database)
  ;[connects, notifications, isHandlerBroken, lines] = [0, 0, false, []]
  listener = listen({
    databaseUrl: await connection.listen(),
    handlers: {
      listen_test() {
        if (isHandlerBroken) throw new TypeError('The handler is broken')
        notifications++
      },
    },
    onConnect: () => connects++,
    log: pino({}, { write: (line) => lines.push(JSON.parse(line) as (typeof lines)[0]) }),
    heartbeatMs: 100,
    answerMs: 400,
  })
  await expect.poll(() => connects).toBe(1)
})
afterEach(async () => {
  await listener.close()
  connection.cut(true)
  connection.close()
})

async function notify(): Promise<void> {
  const client = new Client({ connectionString: database.href })
  await client.connect()
  await client.query('notify listen_test')
  await client.end()
}

const messages = () => lines.map(({ msg }) => msg)

test('delivers notifications, and logs nothing while the connection holds', async () => {
  await notify()
  await expect.poll(() => notifications).toBe(1)
  expect(messages()).toEqual([])
})

test('reconnects after the connection was cut, and logs the loss and the recovery once each', async () => {
  connection.cut(true)
  await expect.poll(messages).toEqual([LOST])
  // Several attempts to reconnect fail during this pause.
  await new Promise((wake) => setTimeout(wake, 1_200))
  expect(messages()).toEqual([LOST])
  connection.cut(false)
  await expect.poll(messages).toEqual([LOST, RESTORED])
  expect(lines.map(({ level }) => level)).toEqual([40, 30])
  expect(connects).toBe(2)
  await notify()
  await expect.poll(() => notifications).toBe(1)
})

test('notices by its heartbeat that a connection has gone silent, and reconnects', async () => {
  connection.freeze()
  await expect.poll(messages).toEqual([LOST, RESTORED])
  expect(lines[0]?.err?.message).toBe('Timed out after 400 ms')
  expect(connects).toBe(2)
  await notify()
  await expect.poll(() => notifications).toBe(1)
})

test('an error of a handler is reported in full, and later notifications are still delivered', async () => {
  const before = await metrics.getSingleMetricAsString('triclic_unexpected_errors_total')
  isHandlerBroken = true
  await notify()
  await expect.poll(() => lines).toHaveLength(1)
  isHandlerBroken = false
  await notify()
  await expect.poll(() => notifications).toBe(1)
  expect(lines).toMatchObject([
    {
      level: 50,
      place: 'database-listener',
      channel: 'listen_test',
      err: { message: 'The handler is broken' },
    },
  ])
  expect(await metrics.getSingleMetricAsString('triclic_unexpected_errors_total')).toBe(
    before.replace(
      /(database-listener"\} )(\d+)/,
      (_line, label: string, count: string) => label + (Number(count) + 1),
    ),
  )
  expect(connects).toBe(1)
})

test('does not reconnect once it is closed', async () => {
  await listener.close()
  connection.cut(true)
  await new Promise((wake) => setTimeout(wake, 700))
  expect([connects, messages()]).toEqual([1, []])
})
