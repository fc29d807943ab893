import { afterAll, beforeAll, expect, test } from 'vitest'
import { roleUrl } from '../../../test/api.ts'
import { useIsolatedStores } from '../../../test/isolated-stores.ts'
import { revokeFromPublic } from './roles.ts'
import { withConnection } from '../../../test/sql.ts'

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
beforeAll(async () => {
  stores = await useIsolatedStores()
}, 60_000)
afterAll(() => stores.drop())

test('the owner of the database revokes what PUBLIC need not have', async () => {
  await withConnection(process.env.TEST_DATABASE_OWNER_URL ?? '', async (owner) => {
    await owner.query(`do $$ begin
      execute format('grant temporary, connect on database %I to public', current_database());
      grant create on schema public to public;
    end $$`)
    expect(await revokeFromPublic(owner)).toEqual([])
    const { rows } = await owner.query(
      `select has_database_privilege('public', current_database(), 'temporary, connect') as database,
         has_schema_privilege('public', 'public', 'create') as schema`,
    )
    expect(rows).toEqual([{ database: false, schema: false }])
  })
})

test('a role that does not own the database fails at nothing, and reports what it could not revoke', async () => {
  await withConnection(process.env.TEST_DATABASE_OWNER_URL ?? '', (owner) =>
    owner.query(
      `do $$ begin execute format('grant temporary on database %I to public', current_database()); end $$`,
    ),
  )
  const warnings = await withConnection(roleUrl('api'), revokeFromPublic)
  expect(warnings).toEqual(['PUBLIC may create temporary tables in this database.'])
})
