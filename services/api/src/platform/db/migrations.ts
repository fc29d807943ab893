import { readdir, readFile } from 'node:fs/promises'
import { Client, escapeLiteral } from 'pg'

/** Makes the two running roles, then runs each SQL file of the folder once, in order, as the owner. Returns the names run. */
export async function migrate(
  ownerUrl: string,
  folder: URL,
  passwords: { api?: string | undefined; worker?: string | undefined },
): Promise<string[]> {
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock(7361)')
    await ensureRole(client, 'triclic_api', passwords.api)
    await ensureRole(client, 'triclic_worker', passwords.worker)
    await client.query(
      'create table if not exists migration (name text primary key, run_at timestamptz not null default now())',
    )
    const done = await client.query<{ name: string }>('select name from migration')
    const known = new Set(done.rows.map((row) => row.name))
    const due = (await readdir(folder)).filter((name) => name.endsWith('.sql') && !known.has(name)).sort()
    for (const name of due) {
      await client.query(await readFile(new URL(name, folder), 'utf8'))
      await client.query('insert into migration (name) values ($1)', [name])
    }
    await client.query('commit')
    return due
  } finally {
    await client.end()
  }
}

async function ensureRole(client: Client, role: string, password: string | undefined): Promise<void> {
  const known = await client.query('select from pg_roles where rolname = $1', [role])
  if (known.rowCount === 0) await client.query(`create role ${role} login`)
  if (password) await client.query(`alter role ${role} login password ${escapeLiteral(password)}`)
}
