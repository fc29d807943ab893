import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { isRoot, removeIfEmpty, root, rootUserFolder } from '../paths.ts'
import { startChild } from '../process/child-process.ts'
import type { Child } from '../process/child-process.ts'
import { stopLeftoverProcess } from '../process/leftover-process.ts'
import { UserFacingError } from '../user-facing-error.ts'
import { embeddedPostgres, readableByNobody } from './postgres-binaries.ts'
import { withConnection } from '../../backup/postgres/connect.ts'

export interface Postgres {
  /** The URL of the owner: a role that may create roles and databases but is not a superuser. */
  ownerUrl: string
  folder: string
  child: Child
}

export interface PostgresOptions {
  /** The data folder of this run; for the root user the files are elsewhere, see {@link postgresFolder}. */
  data: string
  port: number
  ownerPassword: string
  superuserPassword: string
  logs: string
  /** For tests: switches off durability. */
  fast?: boolean
  /** Archives the WAL for backups, at the latest after so many seconds. */
  archive?: { everySeconds: number } | undefined
  /** Added to the environment of the server. */
  env?: Record<string, string> | undefined
}

/** The folder of the server's files: in `data`, or for the root user in a folder that `nobody` may write. */
export function postgresFolder(data: string): string {
  return isRoot ? join(rootUserFolder(data), 'postgres') : join(data, 'postgres')
}

/** Where PostgreSQL copies its WAL when it archives it. */
export const walSpool = (data: string): string => join(dirname(postgresFolder(data)), 'wal-spool')

/** The script is given as it is: `nobody` may not be able to read the checkout. */
const archiveCommand = (spool: string): string =>
  `sh -c '${readFileSync(join(root, 'infra/postgres/archive-wal.sh'), 'utf8')}' archive-wal "%p" "%f" "${spool}"`

/** Removes a data folder after its servers have stopped, and the files that the root user keeps elsewhere for it. */
export function removeData(data: string): void {
  for (const folder of [data, dirname(postgresFolder(data))]) rmSync(folder, { recursive: true, force: true })
  if (isRoot) removeIfEmpty(dirname(rootUserFolder(data)))
}

/** Starts PostgreSQL on 127.0.0.1, reusing the data files of an earlier start, if any. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { data, port, logs } = options
  const folder = postgresFolder(data)
  const user = isRoot ? nobody() : undefined
  const native = user ? readableByNobody(embeddedPostgres(), dirname(dirname(folder))) : embeddedPostgres()
  const env = {
    PATH: process.env['PATH'] ?? '',
    LD_LIBRARY_PATH: join(native, 'lib'),
    LC_ALL: 'C',
    TZ: 'UTC',
  }

  await stopLeftoverProcess(join(folder, 'postmaster.pid'), folder, 'SIGINT')
  if (hasOtherPassword(folder, options.superuserPassword)) rmSync(folder, { recursive: true, force: true })
  if (!existsSync(folder)) initialise(folder, native, env, options.superuserPassword, user)
  rmSync(join(folder, 'postmaster.pid'), { force: true })

  if (options.archive) makeSpool(walSpool(data), user)
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    // Uncompressed, because the custody test (tests/custody) searches the files for card digits.
    wal_compression: 'off',
    ...(options.archive && {
      archive_mode: 'on',
      archive_command: archiveCommand(walSpool(data)),
      archive_timeout: options.archive.everySeconds,
    }),
    ...(options.fast ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  }
  const log = join(logs, 'postgres.log')
  const child = startChild({
    name: 'postgres',
    command: join(native, 'bin/postgres'),
    args: ['-D', folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    env: { ...env, ...options.env },
    cwd: folder,
    log,
    signal: 'SIGINT',
    ...user,
  })
  const superuserUrl = `postgres://postgres:${options.superuserPassword}@127.0.0.1:${port}/postgres`
  try {
    await waitUntilReady(superuserUrl, child, log)
    await ensureOwner(superuserUrl, options.ownerPassword)
  } catch (error) {
    // A server left running would keep the next attempt from opening the same files.
    await child.stop()
    throw error
  }
  return {
    ownerUrl: `postgres://triclic_owner:${options.ownerPassword}@127.0.0.1:${port}/triclic`,
    folder,
    child,
  }
}

function makeSpool(folder: string, user?: User): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (user) chownSync(folder, user.uid, user.gid)
}

// The name is part of the format of existing data folders.
const passwordHashFile = 'laid-out-for'

const hashOf = (password: string): string => createHash('sha256').update(password).digest('hex')

/** Whether the files were created with another password: the root user's files outlive a removed checkout and its secrets. */
function hasOtherPassword(folder: string, password: string): boolean {
  const file = join(folder, passwordHashFile)
  return existsSync(folder) && (!existsSync(file) || readFileSync(file, 'utf8') !== hashOf(password))
}

interface User {
  uid: number
  gid: number
}

function nobody(): User {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** Creates the database files in a temporary folder and renames it, so that a killed first start leaves nothing half-created. */
function initialise(
  folder: string,
  native: string,
  env: Record<string, string>,
  password: string,
  user?: User,
) {
  const parent = dirname(folder)
  const partial = `${folder}.partial`
  const passwordFile = `${folder}.password`
  mkdirSync(parent, { recursive: true, mode: user ? 0o755 : 0o700 })
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user) for (const path of [partial, passwordFile]) chownSync(path, user.uid, user.gid)
  try {
    execFileSync(
      join(native, 'bin/initdb'),
      [
        ...['-D', partial, '-U', 'postgres', '-E', 'UTF8', '--pwfile', passwordFile, '--no-sync'],
        ...['--auth-host=scram-sha-256', '--auth-local=scram-sha-256'],
        ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ],
      { env, cwd: parent, stdio: ['ignore', 'ignore', 'pipe'], ...user },
    )
  } catch (error) {
    const stderr = String((error as { stderr?: Buffer }).stderr ?? error).trim()
    throw new UserFacingError(`PostgreSQL could not create its files in ${folder}: ${stderr}`)
  } finally {
    rmSync(passwordFile, { force: true })
  }
  writeFileSync(join(partial, passwordHashFile), hashOf(password), { mode: 0o600 })
  renameSync(partial, folder)
}

/** SQLSTATE invalid_password. */
const INVALID_PASSWORD = '28P01'
/** SQLSTATE cannot_connect_now: the server replays its WAL. */
const CANNOT_CONNECT_NOW = '57P03'

/** Waits until the server accepts writes: after a restore it first replays its WAL, for as long as it takes. */
async function waitUntilReady(url: string, child: Child, log: string): Promise<void> {
  let deadline = Date.now() + 60_000
  let ended = ''
  void child.ended.then((reason) => (ended = reason))
  for (;;) {
    try {
      if (!(await withConnection(url, isInRecovery))) return
      deadline = Date.now() + 60_000
    } catch (error) {
      if (ended)
        throw new UserFacingError(`PostgreSQL ended while starting (${ended}). Log: ${log}`, { cause: error })
      if (error instanceof pg.DatabaseError && error.code === INVALID_PASSWORD)
        throw new UserFacingError(`PostgreSQL rejected the password of this checkout. Log: ${log}`, {
          cause: error,
        })
      if (error instanceof pg.DatabaseError && error.code === CANNOT_CONNECT_NOW)
        deadline = Date.now() + 60_000
      if (Date.now() > deadline)
        throw new UserFacingError(`PostgreSQL did not answer within a minute. Log: ${log}`, { cause: error })
    }
    await new Promise((wake) => setTimeout(wake, 50))
  }
}

async function isInRecovery(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ recovering: boolean }>('select pg_is_in_recovery() as recovering')
  return rows[0]?.recovering ?? false
}

/** Creates the role and the database that the product uses: as in production, the owner is not a superuser. */
async function ensureOwner(superuserUrl: string, password: string): Promise<void> {
  await withConnection(superuserUrl, async (client) => {
    const role = await client.query("select 1 from pg_roles where rolname = 'triclic_owner'")
    const statement = role.rowCount ? 'alter' : 'create'
    await client.query(
      `${statement} role triclic_owner login createrole createdb password ${client.escapeLiteral(password)}`,
    )
    const database = await client.query("select 1 from pg_database where datname = 'triclic'")
    if (!database.rowCount) await client.query('create database triclic owner triclic_owner')
  })
  // New databases are copies of template1.
  for (const name of ['template1', 'triclic']) await revokeFromPublic(superuserUrl, name)
}

const revocations = join(root, 'infra/postgres/revoke-from-public.sql')

async function revokeFromPublic(superuserUrl: string, database: string): Promise<void> {
  const sql = readFileSync(revocations, 'utf8')
  await withConnection(superuserUrl.replace(/postgres$/, database), (client) => client.query(sql))
}
