import { Redis } from 'ioredis'
import { afterAll, expect, test } from 'vitest'
import { startEnvironment } from './environment.ts'

const environment = await startEnvironment(['api'])
const redis = new Redis(environment.product.redisUrl)
afterAll(async () => {
  redis.disconnect()
  await environment.stop()
})

async function readRedisHealth(): Promise<unknown> {
  const response = await fetch(`${environment.run.api}/health/ready`)
  expect(response.status).toBe(200)
  return ((await response.json()) as { redis: unknown }).redis
}

test.each([
  [
    'whose memory is full',
    'refuses writes',
    ['CONFIG', 'SET', 'maxmemory', '1'],
    ['CONFIG', 'SET', 'maxmemory', '0'],
  ],
  [
    'whose memory is nearly full',
    'memory is nearly full',
    ['CONFIG', 'SET', 'maxmemory', 'used'],
    ['CONFIG', 'SET', 'maxmemory', '0'],
  ],
  [
    'that became a read-only replica',
    'refuses writes',
    ['REPLICAOF', '127.0.0.1', '1'],
    ['REPLICAOF', 'NO', 'ONE'],
  ],
  [
    'whose eviction policy was changed',
    'may evict keys',
    ['CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru'],
    ['CONFIG', 'SET', 'maxmemory-policy', 'noeviction'],
  ],
  [
    'whose append-only file was switched off',
    'has no append-only file',
    ['CONFIG', 'SET', 'appendonly', 'no'],
    ['CONFIG', 'SET', 'appendonly', 'yes'],
  ],
])('/health/ready reports a Redis %s', async (_name, health, breakIt, repairIt) => {
  await expect.poll(readRedisHealth, { timeout: 10_000 }).toBe('up')
  const [breaking, ...breakingArguments] = breakIt as [string, ...string[]]
  const [repairing, ...repairingArguments] = repairIt as [string, ...string[]]
  const used = Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1])
  // `used`: a limit of which the used memory is 93 %, above the 90 % from which it is nearly full.
  const limit = (value: string) => (value === 'used' ? String(Math.round(used * 1.08)) : value)
  await redis.call(breaking, ...breakingArguments.map(limit))
  try {
    await expect.poll(readRedisHealth, { timeout: 10_000 }).toBe(health)
  } finally {
    await redis.call(repairing, ...repairingArguments)
  }
  await expect.poll(readRedisHealth, { timeout: 10_000 }).toBe('up')
})

test('/health/ready reports a database that refuses writes', async () => {
  const read = async () => {
    const response = await fetch(`${environment.run.api}/health/ready`)
    return { httpStatus: response.status, ...((await response.json()) as object) }
  }
  await environment.operate('revoke insert on storage_probe from triclic_api')
  await expect
    .poll(read, { timeout: 10_000 })
    .toEqual({ httpStatus: 503, status: 'not ready', database: 'refuses writes' })
  await environment.operate('grant insert on storage_probe to triclic_api')
  await expect.poll(read, { timeout: 10_000 }).toEqual({ httpStatus: 200, status: 'ready', redis: 'up' })
})

test('however often /health/ready is called, Redis is asked to write at most once a second', async () => {
  const countProbes = async () =>
    Number(/^cmdstat_set:calls=(\d+)/m.exec(await redis.info('commandstats'))?.[1])
  const before = await countProbes()
  const from = Date.now()
  for (let call = 0; call < 50; call++) await readRedisHealth()
  const allowed = 1 + Math.ceil((Date.now() - from) / 1_000)
  expect((await countProbes()) - before).toBeLessThanOrEqual(allowed)
})
