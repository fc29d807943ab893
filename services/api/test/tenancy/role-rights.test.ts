import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findExcessiveRights } from './role-rights.ts'
import { COLUMNS_OF_WORKER } from './columns-of-worker.ts'

let owner: Client
beforeAll(async () => {
  owner = new Client({ connectionString: process.env.TEST_DATABASE_OWNER_URL })
  await owner.connect()
})
afterAll(() => owner.end())

/** Runs the check after a change that is rolled back. */
async function checkAfter(...statements: string[]): Promise<string[]> {
  await owner.query('begin')
  try {
    for (const sql of statements) await owner.query(sql)
    return await findExcessiveRights(owner)
  } finally {
    await owner.query('rollback')
  }
}

test('no role has a right beyond its own tables, rows and columns', async () => {
  expect(await findExcessiveRights(owner)).toEqual([])
})

const CREATE =
  "create function new_function() returns int language sql security definer set search_path = pg_catalog, public, pg_temp as 'select 1'"
const GIVE_AWAY = [
  'revoke all on function new_function from public',
  'grant create on schema public to triclic_tasks',
  'alter function new_function owner to triclic_tasks',
  'revoke create on schema public from triclic_tasks',
]

test.each<[change: string, statements: string[], found: string]>([
  [
    'a SECURITY DEFINER function of the database owner',
    [CREATE, 'revoke all on function new_function from public'],
    'new_function() belongs to triclic_owner',
  ],
  [
    'a SECURITY DEFINER function that searches temporary tables first',
    [CREATE.replace('pg_catalog, public, pg_temp', 'public'), ...GIVE_AWAY],
    'new_function() has the setting {search_path=public}',
  ],
  [
    'a SECURITY DEFINER function that everybody may execute',
    [CREATE, ...GIVE_AWAY.slice(1)],
    'PUBLIC may execute new_function()',
  ],
  [
    'a role that may create objects',
    ['grant create on schema public to triclic_api'],
    'triclic_api may create objects in schema public',
  ],
  [
    'a role that may create temporary tables',
    [
      `do $$ begin execute format('grant temporary on database %I to triclic_worker', current_database()); end $$`,
    ],
    'triclic_worker may create temporary tables',
  ],
  [
    'a role that may create schemas',
    [
      `do $$ begin execute format('grant create on database %I to triclic_worker', current_database()); end $$`,
    ],
    'triclic_worker may create schemas',
  ],
  [
    'a database that everybody may connect to',
    [`do $$ begin execute format('grant connect on database %I to public', current_database()); end $$`],
    'PUBLIC may connect to triclic',
  ],
  [
    'a role that has the rights of another',
    ['grant triclic_tasks to triclic_api'],
    'triclic_api is a member of triclic_tasks',
  ],
  [
    'an owner of functions that may sign in',
    ['alter role triclic_tasks login'],
    'triclic_tasks may sign in or do more than own functions',
  ],
  [
    'a role of the operator that may sign in',
    ['alter role triclic_operator login'],
    'triclic_operator may sign in',
  ],
  [
    'a role of the operator that has the rights of another',
    ['grant triclic_accounts to triclic_operator'],
    'triclic_operator is a member of triclic_accounts',
  ],
  [
    'a role that may create databases',
    ['alter role triclic_api createdb'],
    'triclic_api may do more than connect',
  ],
  [
    'a policy that shows the rows of all shops',
    ['create policy new_policy on mail for select to triclic_api using (true)'],
    'the policy new_policy of mail applies to all shops',
  ],
  ['a table that everybody may read', ['grant select on mail to public'], 'PUBLIC has rights on mail'],
])('the check finds %s', async (_change, statements, found) => {
  expect(await checkAfter(...statements)).toEqual([found])
})

test.each([
  ['triclic_worker', 'member'],
  ['triclic_worker', 'membership'],
  ['triclic_worker', 'session'],
  ['triclic_worker', 'password_check'],
  ['triclic_worker', 'shop_key'],
  ['triclic_worker', 'gateway_account'],
  ['triclic_worker', 'audit_entry'],
  ['triclic_worker', 'invitation'],
  ['triclic_api', 'session'],
  ['triclic_api', 'password_check'],
  ['triclic_api', 'recovery_code'],
  ['triclic_api', 'account_mail'],
  ['triclic_worker', 'recovery_code'],
  ['triclic_api', 'password_reset'],
  ['triclic_worker', 'password_reset'],
  ['triclic_api', 'operator_account'],
  ['triclic_api', 'operator_session'],
  ['triclic_worker', 'operator_account'],
])('%s may read no column of %s', async (role, table) => {
  const { rows } = await owner.query("select has_any_column_privilege($1, $2, 'select') as may_read", [
    role,
    table,
  ])
  expect(rows).toEqual([{ may_read: false }])
})

/** The columns that a role may update, by table. */
async function updatableColumns(role: string): Promise<Record<string, string[]>> {
  const { rows } = await owner.query<{ table: string; columns: string[] }>(
    `select c.relname as table, array_agg(a.attname order by a.attname)::text[] as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and has_column_privilege($1, c.oid, a.attnum, 'update')
     group by c.relname order by c.relname`,
    [role],
  )
  return Object.fromEntries(rows.map(({ table, columns }) => [table, columns]))
}

test('the worker may update nothing but states, times and counts, and the products of an import', async () => {
  expect(await updatableColumns('triclic_worker')).toEqual(COLUMNS_OF_WORKER)
})

test('the API may not change amounts, codes, buyers, cards or references of orders, mails and payments', async () => {
  expect(await updatableColumns('triclic_api')).toMatchObject({
    card_payment: ['ended_at', 'expiry_month', 'expiry_year', 'status'],
    mail: ['details', 'last_error', 'recipient', 'status'],
    order: [
      'cancellation_reason',
      'event_count',
      'fulfillment',
      'has_nothing_to_ship',
      'is_partly_shipped',
      'paid_at',
      'payment_due_at',
      'status',
      'status_since',
    ],
    order_line: ['released_quantity', 'returned_quantity'],
    payment_attempt: [
      'authorization_number',
      'bank_transaction_id',
      'later_news',
      'later_news_amount',
      'later_news_at',
      'paid_amount',
      'status',
      'updated_at',
    ],
  })
})

test('the operator may read who owns which shop, add keys, websites and audit entries, make accounts of operators, and call three functions', async () => {
  const { rows } = await owner.query<{ right: string; columns: string[] }>(
    `select p.name || ' ' || c.relname as right, array_agg(a.attname order by a.attname)::text[] as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped,
       unnest(array['select', 'insert', 'update', 'references']) p (name)
     where c.relnamespace = 'public'::regnamespace and has_column_privilege('triclic_operator', c.oid, a.attnum, p.name)
     group by 1 union all
     select p.name || ' ' || c.relname, '{}' from pg_class c, unnest(array['delete', 'truncate', 'trigger']) p (name)
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'p')
       and has_table_privilege('triclic_operator', c.oid, p.name)
     order by 1`,
  )
  expect(Object.fromEntries(rows.map(({ right, columns }) => [right, columns]))).toEqual({
    'insert audit_entry': ['action', 'address', 'at', 'id', 'member_id', 'member_name', 'shop_id', 'subject'],
    'delete operator_account': [],
    'delete operator_session': [],
    'insert operator_account': ['email', 'id', 'otp_secret', 'password_parameters', 'password_verifier'],
    'insert shop_key': ['key', 'name', 'secret_hash', 'shop_id'],
    'insert shop_origin': ['origin', 'shop_id'],
    'select invitation': ['created_at', 'email', 'id', 'role', 'shop_id'],
    'select member': ['email', 'id'],
    'select membership': ['member_id', 'role', 'shop_id'],
    'select operator_account': ['created_at', 'email', 'id', 'last_signed_in_at'],
    'select operator_session': ['account_id'],
    'select shop': ['country', 'created_at', 'id', 'name', 'slug', 'status'],
    'select shop_key': ['key', 'shop_id'],
    'select shop_origin': ['origin', 'shop_id'],
    'update operator_account': ['otp_secret', 'otp_step', 'password_parameters', 'password_verifier'],
  })
  const { rows: functions } = await owner.query<{ name: string }>(
    `select proname as name from pg_proc where prosecdef and pronamespace = 'public'::regnamespace
       and has_function_privilege('triclic_operator', oid, 'execute') order by 1`,
  )
  expect(functions.map(({ name }) => name)).toEqual(['change_shop_status', 'create_shop', 'invite_owner'])
})

test('the page for operators reads no table, and may call only functions that return figures or belong to its own accounts', async () => {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select c.relname as name from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'p', 'S')
       and (case when c.relkind = 'S' then has_sequence_privilege('triclic_operator_page', c.oid, 'usage')
         else has_table_privilege('triclic_operator_page', c.oid, 'select, insert, update, delete, truncate')
           or has_any_column_privilege('triclic_operator_page', c.oid, 'select, insert, update') end)`,
  )
  expect(tables).toEqual([])
  const { rows: functions } = await owner.query<{ name: string }>(
    `select proname as name from pg_proc where prosecdef and pronamespace = 'public'::regnamespace
       and has_function_privilege('triclic_operator_page', oid, 'execute') order by 1`,
  )
  expect(functions.map(({ name }) => name).filter((name) => !name.startsWith('operator_'))).toEqual([
    'check_operator_password',
    'count_operator_attempt',
    'end_operator_session',
    'find_operator_password',
    'open_operator_session',
    'use_operator_session',
  ])
})
