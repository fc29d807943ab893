import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defineScript } from './redis-script.ts'

const KEY = 'redis-script-test'
let redis: Redis
beforeAll(() => {
  redis = new Redis(process.env.TEST_REDIS_URL ?? '')
})
afterAll(async () => {
  await redis.del(KEY)
  redis.disconnect()
})

const addTo = defineScript<number>(`return redis.call('INCRBY', KEYS[1], ARGV[1])`)

test('runs a script with its keys and arguments', async () => {
  expect(await addTo(redis, [KEY], [2])).toBe(2)
  expect(await addTo(redis, [KEY], [3])).toBe(5)
})

test('runs a script that the server has forgotten', async () => {
  await redis.script('FLUSH')
  expect(await addTo(redis, [KEY], [1])).toBe(6)
})

test('keeps scripts apart on one connection', async () => {
  const read = defineScript<string>(`return redis.call('GET', KEYS[1])`)
  expect(await read(redis, [KEY], [])).toBe('6')
  expect(await addTo(redis, [KEY], [1])).toBe(7)
})

test('reports SERVICE_UNAVAILABLE only if Redis cannot serve', async () => {
  const full = defineScript(`return redis.error_reply('OOM command not allowed')`)
  await expect(full(redis, [], [])).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
  const wrong = defineScript(`return redis.error_reply('ERR no')`)
  await expect(wrong(redis, [], [])).rejects.toMatchObject({ name: 'ReplyError', message: 'ERR no' })
})
