import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest'
import { roleUrl } from '../../../test/api.ts'
import { useIsolatedStores } from '../../../test/isolated-stores.ts'
import { withConnection } from '../../../test/sql.ts'

// The attack: a temporary view that a SECURITY DEFINER function reads instead of a table calls a function of the attacker,
// which then runs with the rights of the function's owner.

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let attacker: Client

beforeAll(async () => {
  stores = await useIsolatedStores()
}, 60_000)
afterAll(() => stores.drop())

const ATTACKS = [
  {
    role: 'worker',
    table: 'mail',
    columns:
      "null::uuid as shop_id, null::uuid as id, 'QUEUED' as status, 'X' as kind, now() - interval '1 hour' as created_at",
    call: 'select * from mail_states()',
  },
  {
    role: 'worker',
    table: 'due_attack',
    columns: 'null::uuid as shop_id',
    call: "select shops_with_due_rows('due_attack')",
    refusal: 'relation "public.due_attack" does not exist',
  },
  {
    role: 'api',
    table: 'card_kept',
    columns: "null::uuid as shop_id, 'key' as key_id, now() + interval '1 hour' as erase_at",
    call: 'select * from kept_keys_in_use()',
  },
] as const

const asOwner = (sql: string): Promise<unknown> =>
  withConnection(process.env.TEST_DATABASE_OWNER_URL ?? '', (owner) => owner.query(sql))

const shadow = async ({ table, columns }: (typeof ATTACKS)[number]) => {
  await attacker.query(`create function pg_temp.attack() returns boolean language plpgsql as $$
    begin
      perform set_config('attack.ran_as', current_user, false);
      return true;
    end $$`)
  await attacker.query(
    `create temporary view ${table} as select a.* from (select ${columns}) a where pg_temp.attack()`,
  )
  await attacker.query('grant select on ' + table + ' to public')
}

describe.each(ATTACKS)('the $role role', (attack) => {
  beforeEach(async () => {
    attacker = new Client({ connectionString: roleUrl(attack.role) })
    await attacker.connect()
  })
  afterEach(() => attacker.end())

  test('may not create temporary objects', async () => {
    await expect(shadow(attack)).rejects.toThrow('permission denied to create temporary tables')
  })

  test(`runs no code of its own in a SECURITY DEFINER function, even if it may create a temporary view named ${attack.table}`, async () => {
    await asOwner(
      `do $$ begin execute format('grant temporary on database %I to public', current_database()); end $$`,
    )
    try {
      await shadow(attack)
      const call = attacker.query(attack.call)
      await ('refusal' in attack ? expect(call).rejects.toThrow(attack.refusal) : call)
      const { rows } = await attacker.query("select current_setting('attack.ran_as', true) as ran_as")
      expect(rows).toEqual([{ ran_as: null }])
    } finally {
      await asOwner(
        `do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$`,
      )
    }
  })
})
