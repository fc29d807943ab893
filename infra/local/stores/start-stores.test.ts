import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkExternalServices } from '../product/external-services.ts'
import { freePorts, randomPortBase } from '../product/ports.ts'
import { loadOrCreateSecrets } from '../product/load-or-create-secrets.ts'
import { postgresFolder, removeData } from './postgres.ts'
import { redisInfo } from './redis-info.ts'
import { commandLine } from '../process/leftover-process.ts'
import { startStores } from './start-stores.ts'
import type { Stores } from './start-stores.ts'

let data: string
let stores: Stores

beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'triclic-stores-'))
})

afterAll(async () => {
  await stores.stop()
  removeData(data)
})

async function start(): Promise<Stores> {
  const [postgres = 0, redis = 0] = await freePorts(2, randomPortBase())
  const secrets = loadOrCreateSecrets(join(data, 'secrets.json'))
  return startStores({ data, secrets, ports: { postgres, redis }, print: () => undefined })
}

async function query(text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: stores.postgres.ownerUrl })
  await client.connect()
  try {
    return (await client.query(text)).rows as Record<string, unknown>[]
  } finally {
    await client.end()
  }
}

test('a first start creates both stores with passwords, on the loopback address only', async () => {
  stores = await start()
  expect(
    await query('select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user'),
  ).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: true }])
  expect(await query("select current_setting('listen_addresses') as at")).toEqual([{ at: '127.0.0.1' }])
  const intruder = new pg.Client({
    connectionString: stores.postgres.ownerUrl.replace(/:[^:@]+@/, ':guess@'),
  })
  await expect(intruder.connect()).rejects.toThrow(/password authentication failed/)

  const info = await redisInfo(stores.redis.url)
  expect(info).toMatchObject({ maxmemory_policy: 'noeviction', aof_enabled: '1' })
  await expect(redisInfo(stores.redis.url.replace(/:[^:@]+@/, ':guess@'))).rejects.toThrow(/WRONGPASS/)
  expect(statSync(join(data, 'secrets.json')).mode & 0o777).toBe(0o600)
})

test('both stores pass the checks for external services', async () => {
  await checkExternalServices({ databaseUrl: stores.postgres.ownerUrl, redisUrl: stores.redis.url })
})

test('a second start finds the data of the first one', async () => {
  await query('create table kept as select 42 as answer')
  await stores.stop()
  stores = await start()
  expect(await query('select answer from kept')).toEqual([{ answer: 42 }])
})

test('stops the servers that a killed run left behind', async () => {
  const leftover = [stores.postgres.child.pid, stores.redis.child.pid]
  stores = await start()
  expect(await query('select answer from kept')).toEqual([{ answer: 42 }])
  expect(leftover.map(commandLine)).toEqual(['', ''])
})

test('stopping leaves no process, and no password in a command line or a log', async () => {
  const { redisPassword, ownerPassword } = loadOrCreateSecrets(join(data, 'secrets.json'))
  const pids = [stores.postgres.child.pid, stores.redis.child.pid]
  expect(pids.map(commandLine).join(' ')).not.toContain(redisPassword)
  await stores.stop()
  expect(pids.map(commandLine)).toEqual(['', ''])
  const logs = readdirSync(join(data, 'logs')).map((name) => readFileSync(join(data, 'logs', name), 'utf8'))
  expect(logs.join('')).not.toContain(ownerPassword)
})

test.each(['with', 'without'])(
  'starts with an empty database when the data folder was removed and created again (%s the password hash)',
  async (kind) => {
    stores = await start()
    await query('create table if not exists kept ()')
    await stores.stop()
    if (kind === 'without') rmSync(join(postgresFolder(data), 'laid-out-for'))
    rmSync(data, { recursive: true })
    stores = await start()
    expect(await query("select to_regclass('kept') as kept")).toEqual([{ kept: null }])
    await stores.stop()
  },
)
