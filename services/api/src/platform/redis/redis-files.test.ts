import { randomBytes } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rewriteRedisFiles } from './redis-files.ts'

let redis: Redis
const others: Redis[] = []

beforeAll(() => {
  redis = new Redis(process.env.TEST_REDIS_URL ?? '')
})
afterAll(() => {
  for (const each of [redis, ...others]) each.disconnect()
})

const writtenAt = async () => /^rdb_last_save_time:(\d+)/m.exec(await redis.info('persistence'))?.[1]

test('both files are written anew, also by several at once', async () => {
  const before = await writtenAt()
  await new Promise((wake) => setTimeout(wake, 1100))
  expect(await Promise.all([1, 2, 3].map(() => rewriteRedisFiles(redis)))).toEqual(
    Array.from({ length: 3 }, () => 'rewritten'),
  )
  expect(Number(await writtenAt())).toBeGreaterThan(Number(before))
  expect(await redis.info('persistence')).toMatch(/aof_last_bgrewrite_status:ok/)
})

test.each(['bgrewriteaof', 'bgsave'])(
  'a server that forbids %s is told from one that failed',
  async (command) => {
    const password = randomBytes(9).toString('hex')
    const name = `limited-${command}`
    await redis.call('ACL', 'SETUSER', name, 'on', `>${password}`, '~*', '+@all', `-${command}`)
    const url = new URL(process.env.TEST_REDIS_URL ?? '')
    url.username = name
    url.password = password
    const limited = new Redis(url.href)
    others.push(limited)
    expect(await rewriteRedisFiles(limited)).toBe('forbidden')
    await redis.call('ACL', 'DELUSER', name)
  },
)
