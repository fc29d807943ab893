import { setTimeout as pause } from 'node:timers/promises'
import { readdir, readFile } from 'node:fs/promises'
import { Client, DatabaseError } from 'pg'
import { ensureRoles, revokeFromPublic, whileFunctionOwnersMayCreate, type RolePasswords } from './roles.ts'

/**
 * While a migration waits for a table, everybody else who needs that table waits behind it. It therefore gives up quickly, lets
 * the others pass and tries again.
 */
const LOCK_TIMEOUT_MS = 1000
const RETRY_PAUSE_MS = 2000
const MAX_WAIT_MS = 600_000

/** lock_not_available, deadlock_detected: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const RETRIED = new Set(['55P03', '40P01'])

/** Roles belong to the whole server: another database that is migrated at the same moment sets their passwords too. */
const isRetried = (error: unknown): error is DatabaseError =>
  error instanceof DatabaseError &&
  (RETRIED.has(error.code ?? '') || error.message === 'tuple concurrently updated')

export interface Migration {
  /** The names of the files that ran. */
  run: string[]
  /** One sentence for each right of PUBLIC that the migrating role could not revoke. */
  warnings: string[]
}

/**
 * Creates the database roles, runs the new SQL files of the folder in order, and revokes what PUBLIC need not have; all in one
 * transaction.
 * @param onRetry called when a table is in use, before the migration is tried again
 * @throws when a table that the migration needs was in use for ten minutes
 */
export async function migrate(
  ownerUrl: string,
  folder: URL,
  rolePasswords: RolePasswords,
  onRetry: (error: Error) => void = () => undefined,
): Promise<Migration> {
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    // Held until the connection ends: of several migrations that start together, one runs and the others wait.
    await client.query('select pg_advisory_lock(7361)')
    const deadline = Date.now() + MAX_WAIT_MS
    for (;;) {
      try {
        return await runPending(client, folder, rolePasswords)
      } catch (error) {
        if (!isRetried(error) || Date.now() > deadline) throw error
        await client.query('rollback')
        onRetry(error)
        await pause(RETRY_PAUSE_MS)
      }
    }
  } finally {
    await client.end()
  }
}

async function runPending(client: Client, folder: URL, rolePasswords: RolePasswords): Promise<Migration> {
  await client.query('begin')
  await client.query(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`)
  await ensureRoles(client, rolePasswords)
  await client.query(
    'create table if not exists migration (name text primary key, run_at timestamptz not null default now())',
  )
  const { rows } = await client.query<{ name: string }>('select name from migration')
  const applied = new Set(rows.map(({ name }) => name))
  const pending = (await readdir(folder)).filter((name) => name.endsWith('.sql') && !applied.has(name)).sort()
  if (pending.length > 0)
    await whileFunctionOwnersMayCreate(client, async () => {
      for (const name of pending) {
        await client.query(await readFile(new URL(name, folder), 'utf8'))
        await client.query('insert into migration (name) values ($1)', [name])
      }
    })
  const warnings = await revokeFromPublic(client)
  await client.query('commit')
  return { run: pending, warnings }
}
