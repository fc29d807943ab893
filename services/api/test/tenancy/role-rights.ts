import type { Client } from 'pg'
import { EMPTY_TABLES } from './shop-keys.ts'
import { FUNCTION_OWNERS, OPERATOR_ROLE, RUNTIME_ROLES } from '../../src/platform/db/roles.ts'

const SEARCH_PATH = 'search_path=pg_catalog, public, pg_temp'
const TENANT_CONDITION = "(shop_id = (NULLIF(current_setting('app.shop_id'::text, true), ''::text))::uuid)"

/** Every right that would let a process with a runtime role leave its own tables, rows and columns. One sentence each. */
export async function findExcessiveRights(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ sentence: string }>(QUERY, [
    FUNCTION_OWNERS,
    [...RUNTIME_ROLES, OPERATOR_ROLE],
    SEARCH_PATH,
    TENANT_CONDITION,
    Object.keys(EMPTY_TABLES),
    OPERATOR_ROLE,
  ])
  return rows.map(({ sentence }) => sentence)
}

const QUERY = `
with definer as (
  select oid, oid::regprocedure::text as name, proowner::regrole::text as owner, proconfig from pg_proc
  where prosecdef and pronamespace <> 'pg_catalog'::regnamespace
), grantee as (
  select rolname as name from pg_roles where rolname = any ($2::text[]) union all select 'public'
), found (sentence) as (
  select format('%s belongs to %s', name, owner) from definer where owner <> all ($1::text[])
  union all
  select format('%s has the setting %s', name, proconfig) from definer where proconfig is distinct from array[$3::text]
  union all
  select format('PUBLIC may execute %s', name) from definer where has_function_privilege('public', oid, 'execute')
  union all
  select format('%s may create objects in schema %s', g.name, n.nspname) from grantee g, pg_namespace n
  where n.nspname !~ '^pg_(toast_)?temp_' and has_schema_privilege(g.name, n.oid, 'create')
  union all
  select format('%s may create %s', g.name, what) from grantee g,
    (values ('temporary', 'temporary tables'), ('create', 'schemas')) right_of (name, what)
  where has_database_privilege(g.name, current_database(), right_of.name)
  union all
  select format('%s may execute %s', g.name, p.oid::regprocedure) from grantee g, pg_proc p
  where p.pronamespace = 'pg_catalog'::regnamespace and p.proname ~ '^(lo_|loread$|lowrite$)'
    and has_function_privilege(g.name, p.oid, 'execute')
  union all
  select format('PUBLIC may connect to %s', datname) from pg_database
  where datname in ('postgres', 'template1', current_database()) and has_database_privilege('public', oid, 'connect')
  union all
  select format('%s may do more than connect', rolname) from pg_roles
  where rolname = any ($2::text[]) and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
  union all
  select format('%s may sign in or do more than own functions', rolname) from pg_roles
  where rolname = any ($1::text[]) and (rolcanlogin or rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
  union all
  select format('%s may sign in', rolname) from pg_roles where rolname = $6 and rolcanlogin
  union all
  select format('%s is a member of %s', member::regrole, roleid::regrole) from pg_auth_members
  where member::regrole::text = any ($2::text[] || $1::text[])
  union all
  select format('%s owns %s', relowner::regrole, oid::regclass) from pg_class where relowner::regrole::text = any ($2::text[] || $1::text[])
  union all
  select format('%s owns %s', proowner::regrole, oid::regprocedure) from pg_proc
  where proowner::regrole::text = any ($2::text[]) or (proowner::regrole::text = any ($1::text[]) and not prosecdef)
  union all
  select format('the policy %s of %s applies to all shops', p.polname, p.polrelid::regclass)
  from pg_policy p join pg_class c on c.oid = p.polrelid and c.relforcerowsecurity and c.relname <> all ($5::text[])
  where not array(select r::regrole::text from unnest(p.polroles) r) <@ $1::text[]
    and (pg_get_expr(p.polqual, p.polrelid) is distinct from $4
      or coalesce(pg_get_expr(p.polwithcheck, p.polrelid), $4) <> $4)
  union all
  select format('PUBLIC has rights on %s', c.oid::regclass) from pg_class c, aclexplode(c.relacl) a
  where c.relnamespace = 'public'::regnamespace and a.grantee = 0
)
select sentence from found order by sentence`
