import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { startChild } from './child.ts'
import type { Child } from './child.ts'
import { isRoot, removeIfEmpty, rootsPlace } from './places.ts'
import { embeddedPostgres, readableToNobody } from './postgres-binaries.ts'
import { Sentence } from './sentence.ts'
import { stopStale } from './stop-stale.ts'

export interface Postgres {
  /** The owner's URL: a role that may create roles and databases, and is no superuser. */
  ownerUrl: string
  folder: string
  child: Child
}

export interface PostgresOptions {
  /** The data folder of this run; root's PostgreSQL files go elsewhere, see {@link postgresFolder}. */
  data: string
  port: number
  ownerPassword: string
  superuserPassword: string
  logs: string
  /** For tests: durability off. */
  fast?: boolean
}

/** Where the server's files are: in `data`, but for root in a place that `nobody` may write. */
export function postgresFolder(data: string): string {
  return isRoot ? join(rootsPlace(data), 'postgres') : join(data, 'postgres')
}

/** Removes a data folder whose parts are stopped, and what root keeps elsewhere for it. */
export function removeData(data: string): void {
  for (const folder of [data, dirname(postgresFolder(data))]) rmSync(folder, { recursive: true, force: true })
  if (isRoot) removeIfEmpty(dirname(rootsPlace(data)))
}

/** Starts PostgreSQL on 127.0.0.1 alone, on the files of an earlier start when there are any. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { data, port, logs } = options
  const folder = postgresFolder(data)
  const user = isRoot ? nobody() : undefined
  const native = user ? readableToNobody(embeddedPostgres(), dirname(dirname(folder))) : embeddedPostgres()
  const env = {
    PATH: process.env['PATH'] ?? '',
    LD_LIBRARY_PATH: join(native, 'lib'),
    LC_ALL: 'C',
    TZ: 'UTC',
  }

  await stopStale(join(folder, 'postmaster.pid'), folder, 'SIGINT')
  if (isOfAnother(folder, options.superuserPassword)) rmSync(folder, { recursive: true, force: true })
  if (!existsSync(folder)) initialise(folder, native, env, options.superuserPassword, user)
  rmSync(join(folder, 'postmaster.pid'), { force: true })

  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    // What its files hold can then be searched for: tests/custody.
    wal_compression: 'off',
  }
  const fast = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
  const child = startChild({
    name: 'postgres',
    command: join(native, 'bin/postgres'),
    args: [
      '-D',
      folder,
      ...Object.entries({ ...settings, ...(options.fast ? fast : {}) }).flatMap(([k, v]) => [
        '-c',
        `${k}=${v}`,
      ]),
    ],
    env,
    cwd: folder,
    log: join(logs, 'postgres.log'),
    signal: 'SIGINT',
    ...user,
  })
  const superuserUrl = `postgres://postgres:${options.superuserPassword}@127.0.0.1:${port}/postgres`
  await reachable(superuserUrl, child, join(logs, 'postgres.log'))
  await ensureOwner(superuserUrl, options.ownerPassword)
  return {
    ownerUrl: `postgres://triclic_owner:${options.ownerPassword}@127.0.0.1:${port}/triclic`,
    folder,
    child,
  }
}

const MARK = 'laid-out-for'

const markOf = (password: string): string => createHash('sha256').update(password).digest('hex')

/** Root's files outlive a checkout that is removed, and its passwords: one put at the same place later begins anew. */
function isOfAnother(folder: string, password: string): boolean {
  const file = join(folder, MARK)
  return existsSync(folder) && (!existsSync(file) || readFileSync(file, 'utf8') !== markOf(password))
}

interface User {
  uid: number
  gid: number
}

function nobody(): User {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** Made aside and moved into place whole: a killed first start leaves nothing half made. */
function initialise(
  folder: string,
  native: string,
  env: Record<string, string>,
  password: string,
  user?: User,
) {
  const place = dirname(folder)
  const unfinished = `${folder}.unfinished`
  const passwordFile = `${folder}.password`
  mkdirSync(place, { recursive: true, mode: user ? 0o755 : 0o700 })
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user) for (const path of [unfinished, passwordFile]) chownSync(path, user.uid, user.gid)
  try {
    execFileSync(
      join(native, 'bin/initdb'),
      [
        ...['-D', unfinished, '-U', 'postgres', '-E', 'UTF8', '--pwfile', passwordFile, '--no-sync'],
        ...['--auth-host=scram-sha-256', '--auth-local=scram-sha-256'],
        ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ],
      { env, cwd: place, stdio: ['ignore', 'ignore', 'pipe'], ...user },
    )
  } catch (error) {
    const stderr = String((error as { stderr?: Buffer }).stderr ?? error).trim()
    throw new Sentence(`PostgreSQL could not lay out its files in ${folder}: ${stderr}`)
  } finally {
    rmSync(passwordFile, { force: true })
  }
  writeFileSync(join(unfinished, MARK), markOf(password), { mode: 0o600 })
  renameSync(unfinished, folder)
}

/** PostgreSQL's SQLSTATE invalid_password. */
const WRONG_PASSWORD = '28P01'

async function reachable(url: string, child: Child, log: string): Promise<void> {
  const until = Date.now() + 60_000
  let over = ''
  void child.ended.then((how) => (over = how))
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return
    } catch (error) {
      if (over) throw new Sentence(`PostgreSQL ended at once (${over}); ${log} says why.`, { cause: error })
      if (error instanceof pg.DatabaseError && error.code === WRONG_PASSWORD)
        throw new Sentence(`PostgreSQL does not know our password; see ${log}.`, { cause: error })
      if (Date.now() > until)
        throw new Sentence(`PostgreSQL did not answer in a minute; see ${log}.`, { cause: error })
    } finally {
      await client.end().catch(() => undefined)
    }
    await new Promise((wake) => setTimeout(wake, 50))
  }
}

/** The role and database that the product is given: an owner without superuser's rights, as on a real host. */
async function ensureOwner(superuserUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    const role = await client.query("select 1 from pg_roles where rolname = 'triclic_owner'")
    const verb = role.rowCount ? 'alter' : 'create'
    await client.query(
      `${verb} role triclic_owner login createrole createdb password ${client.escapeLiteral(password)}`,
    )
    const database = await client.query("select 1 from pg_database where datname = 'triclic'")
    if (!database.rowCount) await client.query('create database triclic owner triclic_owner')
  } finally {
    await client.end()
  }
}
