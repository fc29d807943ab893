import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CONTROL_TABLES, findTablesNotKeyedByShop } from './shop-keys.ts'

let owner: Client
beforeAll(async () => {
  owner = new Client({ connectionString: process.env.TEST_DATABASE_OWNER_URL })
  await owner.connect()
})
afterAll(() => owner.end())

/** Runs the check after a schema change that is rolled back. */
async function checkAfter(...statements: string[]): Promise<string[]> {
  await owner.query('begin')
  try {
    for (const sql of statements) await owner.query(sql)
    return await findTablesNotKeyedByShop(owner)
  } finally {
    await owner.query('rollback')
  }
}

test('every table is isolated by shop, with keys that begin with shop_id, or is a listed control table', async () => {
  expect(await findTablesNotKeyedByShop(owner)).toEqual([])
})

test('every listed control table exists', async () => {
  const { rows } = await owner.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public'",
  )
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(CONTROL_TABLES)))
})

const isolate = (table: string): string[] => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
]

test.each<[change: string, statements: string[], found: string]>([
  [
    'a primary key without shop_id',
    ['create table new_table (id uuid primary key, shop_id uuid)', ...isolate('new_table')],
    'new_table: new_table_pkey does not begin with shop_id',
  ],
  [
    'a primary key with shop_id last',
    ['create table new_table (id uuid, shop_id uuid, primary key (id, shop_id))', ...isolate('new_table')],
    'new_table: new_table_pkey does not begin with shop_id',
  ],
  [
    'a partial unique index on an expression',
    [
      'create table new_table (shop_id uuid, id uuid, name text, primary key (shop_id, id))',
      'create unique index new_index on new_table (lower(name)) where name is not null',
      ...isolate('new_table'),
    ],
    'new_table: new_index does not begin with shop_id',
  ],
  [
    'a table without a key',
    ['create table new_table (shop_id uuid)', ...isolate('new_table')],
    'new_table: no primary key',
  ],
  [
    'a table without forced row-level security',
    [
      'create table new_table (shop_id uuid, id uuid, primary key (shop_id, id))',
      'alter table new_table enable row level security',
    ],
    'new_table: no forced row-level security',
  ],
  [
    'a control table that became isolated',
    isolate('migration'),
    'migration: isolated, but listed as a control table',
  ],
])('the check finds %s', async (_change, statements, found) => {
  expect(await checkAfter(...statements)).toEqual([found])
})
