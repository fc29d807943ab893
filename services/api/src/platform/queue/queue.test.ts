import { Queue } from 'bullmq'
import { Redis } from 'ioredis'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cuttableConnection } from '../../../test/cuttable-connection.ts'
import { connectRedis } from '../redis/redis.ts'
import {
  createQueues,
  isJobPending,
  jobKey,
  MAIL_QUEUE,
  queuePrefix,
  type MailJob,
  type Queues,
} from './queue.ts'
import { delayBeforeRetry, startQueueWorker } from './queue-worker.ts'

const server = new URL(process.env.TEST_REDIS_URL ?? '')
const mail: MailJob = { shopId: 'a shop', mailId: 'a mail' }

let connection: ReturnType<typeof cuttableConnection>
let redis: Redis
let direct: Redis
let queues: Queues

beforeEach(async () => {
  connection = cuttableConnection(server)
  redis = connectRedis(await connection.listen(), pino({ level: 'silent' }))
  direct = new Redis(server.href)
  await expect.poll(() => redis.status).toBe('ready')
})
afterEach(async () => {
  await queues.close()
  for (const each of [redis, direct]) each.disconnect()
  connection.cut(true)
  connection.close()
})

test('a queue whose first connection failed accepts jobs once Redis is reachable again', async () => {
  connection.freeze()
  queues = createQueues(redis)
  await expect(queues.mail.add('mail', mail)).rejects.toThrow('Command timed out')
  connection.cut(true)
  await expect.poll(() => redis.status).not.toBe('ready')
  connection.cut(false)
  await expect.poll(() => redis.status).toBe('ready')

  const job = await queues.mail.add('mail', mail)
  expect(JSON.parse((await direct.hget(jobKey(MAIL_QUEUE, job.id ?? ''), 'data')) ?? '')).toEqual(mail)
  await job.remove()
})

test('a job is pending until it is removed', async () => {
  queues = createQueues(redis)
  const { id = '' } = await queues.mail.add('mail', mail)
  expect(await isJobPending(queues.mail, id)).toBe(true)
  await queues.mail.remove(id)
  expect(await isJobPending(queues.mail, id)).toBe(false)
})

test('a job that no list contains is not pending, and is removed', async () => {
  queues = createQueues(redis)
  const { id = '' } = await queues.mail.add('mail', mail)
  expect(await direct.lrem(`{${MAIL_QUEUE}}:${MAIL_QUEUE}:wait`, 0, id)).toBe(1)
  expect(await isJobPending(queues.mail, id)).toBe(false)
  expect(await direct.exists(jobKey(MAIL_QUEUE, id))).toBe(0)
})

test('a job that Redis hands out again while it runs, as after a loss of data, runs again only afterwards', async () => {
  queues = createQueues(redis)
  // A queue of its own: test files that run at the same time share the others.
  const name = `repeated-${process.pid}`
  const options = {
    prefix: queuePrefix(name),
    defaultJobOptions: { attempts: 10, backoff: { type: 'custom' } },
  }
  const queue = new Queue<MailJob>(name, { connection: redis, ...options })
  const events: string[] = []
  let finish: () => void = () => undefined
  const finished = new Promise<void>((resolve) => (finish = resolve))
  const run = async () => {
    events.push('begin')
    await finished
    events.push('end')
  }
  const worker = startQueueWorker<MailJob>(name, server.href, pino({ level: 'silent' }), { atOnce: 8, run })
  const { id = '' } = await queue.add('mail', mail)
  await expect.poll(() => events).toEqual(['begin'])
  await direct.del(`${jobKey(name, id)}:lock`)
  await direct.lrem(jobKey(name, 'active'), 0, id)
  await direct.rpush(jobKey(name, 'wait'), id)
  await direct.zadd(jobKey(name, 'marker'), 0, '0')
  await expect.poll(() => queue.getDelayedCount(), { timeout: 10_000 }).toBe(1)
  expect(events).toEqual(['begin'])
  finish()
  await expect.poll(() => events, { timeout: 10_000 }).toEqual(['begin', 'end', 'begin', 'end'])
  await worker.close()
  await queue.obliterate({ force: true })
  await queue.close()
})

test('the delays between retries grow from a second to 15 minutes', () => {
  const delays = Array.from({ length: 1000 }, (_, index) => delayBeforeRetry(index + 1))
  expect(delays).toEqual(delays.toSorted((a, b) => a - b))
  expect(delays[0]).toBe(1_000)
  expect(Math.max(...delays)).toBe(900_000)
})
