import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import pg from 'pg'
import { filesUnder } from './product-under-test.ts'
import { readIfExists } from './read-if-exists.ts'
import type { Scanner } from './scanner.ts'

/** Makes PostgreSQL and Redis write everything in memory to their files. */
export async function flushStores(superuserUrl: string, redisUrl: string): Promise<void> {
  await withClient(superuserUrl, (client) => client.query('checkpoint'))
  const redis = new Redis(redisUrl)
  try {
    await waitForEnd(redis, 'aof_rewrite_in_progress', 'rdb_bgsave_in_progress')
    const before = await redis.lastsave()
    await redis.bgsave()
    while ((await redis.lastsave()) === before && !(await isOver(redis, 'rdb_bgsave_in_progress')))
      await pause(50)
    await waitForEnd(redis, 'rdb_bgsave_in_progress')
  } finally {
    redis.disconnect()
  }
}

async function isOver(redis: Redis, ...fields: string[]): Promise<boolean> {
  const info = await redis.info('persistence')
  return fields.every((field) => info.includes(`${field}:0`))
}

async function waitForEnd(redis: Redis, ...fields: string[]): Promise<void> {
  while (!(await isOver(redis, ...fields))) await pause(50)
}

/** Scans every row of every table as text, since PostgreSQL compresses long values in its files. @returns the number of tables */
export async function scanRows(scanner: Scanner, databaseUrl: string): Promise<number> {
  return withClient(databaseUrl, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`)
      scanner.scanBytes(Buffer.from(rows.map(({ row }) => row).join('\n')), `rows of ${name}`)
    }
    return tables.length
  })
}

/** Ends the retention of half of the kept digits. @returns the number of cards */
export const endRetention = (databaseUrl: string): Promise<number> =>
  withClient(databaseUrl, async (client) => {
    const { rowCount } = await client.query(
      'update card_kept set erase_at = now() where payment_id in (select payment_id from card_kept limit (select (count(*) + 1) / 2 from card_kept))',
    )
    return rowCount ?? 0
  })

/** How many kept digits are past their retention. */
export const countDue = (databaseUrl: string): Promise<number> =>
  withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ due: number }>(
      'select count(*)::int as due from card_kept where erase_at <= now()',
    )
    return rows[0]?.due ?? -1
  })

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** The URL of another database on the same server. */
export function withDatabase(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}

/** How many sealed card fragments the files of Redis contain. @param folder of Redis */
export const countSealedFragments = (folder: string): number =>
  filesUnder(folder)
    .filter((file) => /\.(aof|rdb)$/.test(file))
    .map((file) => readIfExists(file).toString('latin1').split('"encapsulated"').length - 1)
    .reduce((sum, count) => sum + count, 0)
