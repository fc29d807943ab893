import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CONTROL_TABLES, EMPTY_TABLES } from '../../test/tenancy/shop-keys.ts'
import { COLUMNS_OF_BUYERS } from './columns-of-buyers.ts'
import { COLUMNS_WITHOUT_BUYERS } from './columns-without-buyers.ts'

let owner: Client
beforeAll(async () => {
  owner = new Client({ connectionString: process.env.TEST_DATABASE_OWNER_URL })
  await owner.connect()
})
afterAll(() => owner.end())

/** Types that cannot hold a text: ids, numbers, booleans and times. */
const WITHOUT_TEXT = 'uuid _uuid bool int2 int4 _int4 int8 float8 numeric date timestamptz xid8'.split(' ')

/** The columns of tenant tables that can hold a text, as `table.column`. */
async function columnsWithTexts(): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select c.table_name || '.' || c.column_name as name
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name <> all($1) and c.udt_name <> all($2)`,
    [[...Object.keys(CONTROL_TABLES), ...Object.keys(EMPTY_TABLES)], WITHOUT_TEXT],
  )
  return rows.map(({ name }) => name).sort()
}

const classified = () => [
  ...Object.entries(COLUMNS_WITHOUT_BUYERS).flatMap(([table, columns]) =>
    columns.split(' ').map((column) => `${table}.${column}`),
  ),
  ...Object.entries(COLUMNS_OF_BUYERS).flatMap(([table, columns]) =>
    Object.keys(columns).map((column) => `${table}.${column}`),
  ),
]

test('every column of a tenant table that can hold a text is classified once: without data of buyers, erased, or kept for a reason', async () => {
  expect(classified().sort()).toEqual(await columnsWithTexts())
})

test('a new column is not classified', async () => {
  await owner.query('begin')
  try {
    await owner.query('alter table parcel add column door_code text')
    const known = new Set(classified())
    expect((await columnsWithTexts()).filter((name) => !known.has(name))).toEqual(['parcel.door_code'])
  } finally {
    await owner.query('rollback')
  }
})
