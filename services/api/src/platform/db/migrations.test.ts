import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dropWhenUnused, useIsolatedStores } from '../../../test/isolated-stores.ts'
import { migrate } from './migrations.ts'

let folder: string
let stores: Awaited<ReturnType<typeof useIsolatedStores>>
const clients: Client[] = []

beforeEach(async () => {
  stores = await useIsolatedStores()
  folder = mkdtempSync(join(tmpdir(), 'triclic-migrations-'))
})
afterEach(async () => {
  for (const client of clients.splice(0)) await client.end()
  rmSync(folder, { recursive: true })
  await stores.drop()
})

const ownerUrl = () => process.env.TEST_DATABASE_OWNER_URL ?? ''

async function connect(): Promise<Client> {
  const client = new Client({ connectionString: ownerUrl() })
  await client.connect()
  clients.push(client)
  return client
}

const runMigrations = (onRetry?: (error: Error) => void) =>
  migrate(ownerUrl(), pathToFileURL(`${folder}/`), {}, onRetry)

test('a migration that waits for a table lets others use that table, and runs when it is free', async () => {
  writeFileSync(join(folder, '9001-slow.sql'), 'alter table "order" add column test_column int')
  const [reader, checkout] = [await connect(), await connect()]
  await reader.query('begin; select 1 from "order"')
  let retries = 0
  const migration = runMigrations(() => (retries += 1))
  await expect.poll(() => retries, { timeout: 20_000 }).toBe(1)

  // Longer than a migration waits for a lock, and shorter than the reader takes.
  await checkout.query("set statement_timeout = '4s'")
  for (const round of [2, 3]) {
    await checkout.query('select 1 from "order"')
    await expect.poll(() => retries, { timeout: 20_000 }).toBe(round)
  }
  await reader.query('commit')
  expect((await migration).run).toEqual(['9001-slow.sql'])
  await checkout.query('select test_column from "order"')
}, 60_000)

test('migrations that start together run each file once', async () => {
  writeFileSync(join(folder, '9001-once.sql'), 'create table test_table (id int); select pg_sleep(2)')
  const runs = await Promise.all([runMigrations(), runMigrations(), runMigrations()])
  expect(runs.flatMap(({ run }) => run)).toEqual(['9001-once.sql'])
}, 60_000)

test('databases of one server are migrated at once, though they share their roles', async () => {
  const names = Array.from({ length: 4 }, () => `triclic_${randomBytes(6).toString('hex')}`)
  const client = await connect()
  for (const name of names) await client.query(`create database ${name}`)
  writeFileSync(join(folder, '9001-slow.sql'), 'create table test_table (id int); select pg_sleep(0.3)')
  const passwords = {
    api: process.env.TEST_API_ROLE_PASSWORD,
    worker: process.env.TEST_WORKER_ROLE_PASSWORD,
  }
  const runs = await Promise.all(
    names.map((name) => {
      const url = new URL(ownerUrl())
      url.pathname = `/${name}`
      return migrate(url.href, pathToFileURL(`${folder}/`), passwords)
    }),
  )
  expect(runs.map(({ run }) => run)).toEqual(names.map(() => ['9001-slow.sql']))
  for (const name of names) await dropWhenUnused(ownerUrl(), name)
}, 60_000)

test('a migration that fails changes nothing', async () => {
  writeFileSync(join(folder, '9001-first.sql'), 'create table test_table (id int)')
  writeFileSync(join(folder, '9002-second.sql'), 'select from missing_table')
  await expect(runMigrations()).rejects.toThrow('missing_table')
  const client = await connect()
  expect((await client.query("select to_regclass('test_table') as name")).rows).toEqual([{ name: null }])
}, 60_000)
