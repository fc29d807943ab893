import { randomBytes } from 'node:crypto'
import { Redis } from 'ioredis'
import { Client } from 'pg'
import { migrate } from '../src/platform/db/migrations.ts'
import { withConnection } from './sql.ts'

const MIGRATIONS = new URL('../migrations/', import.meta.url)

/** Redis has 16 databases by default. Tests that share their stores use number 0. */
const ISOLATED_REDIS_DATABASES = 15

/** First key of the PostgreSQL advisory locks; the second is the number of the Redis database. */
const REDIS_DATABASE_LOCK = 7362

/**
 * Creates a PostgreSQL database and claims a Redis database for this test file alone, and makes whatever is started
 * afterwards use them. For tests with a worker: its scheduled tasks process the rows of all shops, and it would take the
 * jobs of test files that run at the same time.
 */
export async function useIsolatedStores(): Promise<{ drop(): Promise<void> }> {
  const ownerUrl = process.env.TEST_DATABASE_OWNER_URL ?? ''
  const redisUrl = process.env.TEST_REDIS_URL ?? ''
  const name = `triclic_${randomBytes(6).toString('hex')}`
  const redis = await claimRedisDatabase(ownerUrl, redisUrl)
  await runAsOwner(ownerUrl, `create database ${name} template ${process.env.DATABASE_TEMPLATE}`)
  const isolatedUrl = new URL(ownerUrl)
  isolatedUrl.pathname = `/${name}`
  // A copy has the tables of its template, but not the rights on the database, which a migration sets. The roles have their passwords: setting them again
  // would make files that run at the same time wait for each other.
  await migrate(isolatedUrl.href, MIGRATIONS, {})
  process.env.TEST_DATABASE_OWNER_URL = isolatedUrl.href
  process.env.TEST_REDIS_URL = redis.url
  return {
    async drop() {
      process.env.TEST_DATABASE_OWNER_URL = ownerUrl
      process.env.TEST_REDIS_URL = redisUrl
      await dropWhenUnused(ownerUrl, name)
      await redis.release()
    },
  }
}

/** Drops a database. Retries, because PostgreSQL may need a moment to notice that connections were closed. */
export async function dropWhenUnused(ownerUrl: string, name: string, retriesLeft = 50): Promise<void> {
  try {
    await runAsOwner(ownerUrl, `drop database ${name}`)
  } catch (error) {
    const isInUse = (error as { code?: string }).code === '55006'
    if (!isInUse || retriesLeft === 0) throw error
    await new Promise((resolve) => setTimeout(resolve, 200))
    await dropWhenUnused(ownerUrl, name, retriesLeft - 1)
  }
}

const runAsOwner = (url: string, sql: string): Promise<unknown> =>
  withConnection(url, (owner) => owner.query(sql))

/**
 * Empties a Redis database that no other test file uses. The claim is an advisory lock of PostgreSQL, which ends with its
 * connection even if the process is killed.
 */
async function claimRedisDatabase(
  ownerUrl: string,
  redisUrl: string,
): Promise<{ url: string; release(): Promise<void> }> {
  const claim = new Client({ connectionString: ownerUrl })
  await claim.connect()
  try {
    const url = new URL(redisUrl)
    url.pathname = `/${await lockFreeNumber(claim, REDIS_DATABASE_LOCK, ISOLATED_REDIS_DATABASES)}`
    const redis = new Redis(url.href)
    await redis.flushdb()
    redis.disconnect()
    return { url: url.href, release: () => claim.end() }
  } catch (error) {
    await claim.end()
    throw error
  }
}

/**
 * Locks a number from 1 to `count` that no other connection has locked, until the connection ends.
 *
 * @throws if all of them are locked
 */
export async function lockFreeNumber(client: Client, lock: number, count: number): Promise<number> {
  for (let number = 1; number <= count; number++) {
    const { rows } = await client.query<{ locked: boolean }>(
      'select pg_try_advisory_lock($1, $2) as locked',
      [lock, number],
    )
    if (rows[0]?.locked) return number
  }
  throw new Error(`All ${count} isolated Redis databases are in use. Run fewer test files at the same time.`)
}
