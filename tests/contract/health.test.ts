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
  await redis.call(breaking, ...breakingArguments)
  try {
    expect(await readRedisHealth()).toBe(health)
  } finally {
    await redis.call(repairing, ...repairingArguments)
  }
  await expect.poll(readRedisHealth, { timeout: 10_000 }).toBe('up')
})
