import { readdir, readFile } from 'node:fs/promises'
import { Client, escapeLiteral } from 'pg'

/**
 * Creates the roles of the api and the worker, then runs the new SQL files of the folder in order, all in one transaction.
 * @returns the names of the files that ran
 */
export async function migrate(
  ownerUrl: string,
  folder: URL,
  rolePasswords: { api?: string | undefined; worker?: string | undefined },
): Promise<string[]> {
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock(7361)')
    await ensureRole(client, 'triclic_api', rolePasswords.api)
    await ensureRole(client, 'triclic_worker', rolePasswords.worker)
    await client.query(
      'create table if not exists migration (name text primary key, run_at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ name: string }>('select name from migration')
    const applied = new Set(rows.map(({ name }) => name))
    const pending = (await readdir(folder))
      .filter((name) => name.endsWith('.sql') && !applied.has(name))
      .sort()
    for (const name of pending) {
      await client.query(await readFile(new URL(name, folder), 'utf8'))
      await client.query('insert into migration (name) values ($1)', [name])
    }
    await client.query('commit')
    return pending
  } finally {
    await client.end()
  }
}

async function ensureRole(client: Client, role: string, password: string | undefined): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
  if (rowCount === 0) await client.query(`create role ${role} login`)
  if (password) await client.query(`alter role ${role} login password ${escapeLiteral(password)}`)
}
