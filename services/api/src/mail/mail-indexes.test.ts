import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
}, 60_000)
afterAll(() => api?.stop(), 60_000)

test('every foreign key of the mail table has an index, so that no lookup reads the mails of all shops', async () => {
  const { rows } = await api.owner.query<{ name: string; is_indexed: boolean }>(
    `select c.conname as name, exists (
       select from pg_index i where i.indrelid = c.conrelid
         and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey
         and c.conkey @> (i.indkey::int2[])[0:cardinality(c.conkey) - 1]
     ) as is_indexed
     from pg_constraint c where c.contype = 'f' and c.conrelid = 'mail'::regclass`,
  )
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.filter((row) => !row.is_indexed)).toEqual([])
})
