import { randomBytes } from 'node:crypto'
import { Redis } from 'ioredis'
import { Client } from 'pg'
import { migrate } from '../src/platform/db/migrations.ts'

const MIGRATIONS = new URL('../migrations/', import.meta.url)

/**
 * A database and a Redis database of this test file's own, for tests with a worker: its scheduledTasks look at every shop, and
 * it would take the jobs of tests that run beside it. Everything that is started afterwards uses them.
 */
export async function useIsolatedStores(): Promise<{ drop(): Promise<void> }> {
  const ownerUrl = process.env.TEST_DATABASE_OWNER_URL ?? ''
  const redisUrl = process.env.TEST_REDIS_URL ?? ''
  const name = `triclic_${randomBytes(6).toString('hex')}`
  await asOwner(ownerUrl, `create database ${name}`)
  const own = new URL(ownerUrl)
  own.pathname = `/${name}`
  await migrate(own.href, MIGRATIONS, {
    api: process.env.TEST_API_ROLE_PASSWORD,
    worker: process.env.TEST_WORKER_ROLE_PASSWORD,
  })
  process.env.TEST_DATABASE_OWNER_URL = own.href
  process.env.TEST_REDIS_URL = await emptyRedis(redisUrl)
  return {
    async drop() {
      process.env.TEST_DATABASE_OWNER_URL = ownerUrl
      process.env.TEST_REDIS_URL = redisUrl
      await dropOnceLeft(ownerUrl, name)
    },
  }
}

/** Connections that were closed just now may still be there for a moment. */
async function dropOnceLeft(ownerUrl: string, name: string, triesLeft = 50): Promise<void> {
  try {
    await asOwner(ownerUrl, `drop database ${name}`)
  } catch (error) {
    const isInUse = (error as { code?: string }).code === '55006'
    if (!isInUse || triesLeft === 0) throw error
    await new Promise((resolve) => setTimeout(resolve, 200))
    await dropOnceLeft(ownerUrl, name, triesLeft - 1)
  }
}

async function asOwner(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

async function emptyRedis(redisUrl: string): Promise<string> {
  const url = new URL(redisUrl)
  url.pathname = `/${1 + (Number(process.env.VITEST_POOL_ID ?? 0) % 15)}`
  const redis = new Redis(url.href)
  await redis.flushdb()
  redis.disconnect()
  return url.href
}
