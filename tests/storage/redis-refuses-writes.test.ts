import { mkdirSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, expect, test } from 'vitest'
import { startEnvironment } from '../contract/environment.ts'
import { countRewrites } from './count-rewrites.ts'

const environment = await startEnvironment(['api', 'worker'])
const redis = new Redis(environment.product.redisUrl)
afterAll(async () => {
  redis.disconnect()
  await environment.stop()
})

const readHealth = async (): Promise<unknown> =>
  ((await (await fetch(`${environment.run.api}/health/ready`)).json()) as { redis: unknown }).redis

const within = { timeout: 10_000 }

test('a Redis that refused writes because it could not write its files rewrites them once it can', async () => {
  await expect.poll(readHealth, within).toBe('up')
  const [, folder = ''] = (await redis.config('GET', 'dir')) as string[]
  // Redis can't replace a folder by its dump, and refuses writes after a dump that failed.
  const dump = join(folder, 'dump.rdb')
  rmSync(dump, { force: true })
  mkdirSync(dump)
  await redis.config('SET', 'save', '3600 1')
  await redis.bgsave()
  await expect.poll(readHealth, within).toBe('refuses writes')
  const rewrites = await countRewrites(redis)

  rmdirSync(dump)
  await redis.bgsave()
  await expect.poll(readHealth, within).toBe('up')
  await expect.poll(() => countRewrites(redis), within).toBe(rewrites + 1)
  await redis.config('SET', 'save', '')
})
