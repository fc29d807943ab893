import { randomBytes } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rewriteRedisFiles } from './redis-files.ts'

let redis: Redis
const connections: Redis[] = []

beforeAll(() => {
  redis = new Redis(process.env.TEST_REDIS_URL ?? '')
})
afterAll(() => {
  for (const each of [redis, ...connections]) each.disconnect()
})

const lastSaveTime = async () => /^rdb_last_save_time:(\d+)/m.exec(await redis.info('persistence'))?.[1]

test('rewrites both files, also when several callers ask at once', async () => {
  const before = await lastSaveTime()
  await new Promise((wake) => setTimeout(wake, 1100))
  expect(await Promise.all([1, 2, 3].map(() => rewriteRedisFiles(redis)))).toEqual(
    Array.from({ length: 3 }, () => 'rewritten'),
  )
  expect(Number(await lastSaveTime())).toBeGreaterThan(Number(before))
  expect(await redis.info('persistence')).toMatch(/aof_last_bgrewrite_status:ok/)
})

test.each(['bgrewriteaof', 'bgsave'])('reports a server that forbids %s', async (command) => {
  const password = randomBytes(9).toString('hex')
  const name = `limited-${command}`
  await redis.call('ACL', 'SETUSER', name, 'on', `>${password}`, '~*', '+@all', `-${command}`)
  const url = new URL(process.env.TEST_REDIS_URL ?? '')
  url.username = name
  url.password = password
  const limited = new Redis(url.href)
  connections.push(limited)
  expect(await rewriteRedisFiles(limited)).toBe('forbidden')
  limited.disconnect()
  await redis.call('ACL', 'DELUSER', name)
})
