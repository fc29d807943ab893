import type { Client } from 'pg'

/** Tables that are not isolated by shop, with the reason. */
export const CONTROL_TABLES: Record<string, string> = {
  shop: 'A request finds its shop here before it belongs to one.',
  shop_key: 'Finds the shop of a storefront request by its public key.',
  shop_origin: 'Tells which sites may call the storefront API, for CORS requests that name no shop.',
  member: 'A person may work in several shops.',
  membership: 'Finds the shops of a signed-in member.',
  session: 'Belongs to a member, not to a shop.',
  password_check: 'Belongs to a member, not to a shop.',
  passkey: 'Belongs to a member, not to a shop.',
  passkey_challenge: 'Belongs to a member, or to nobody who is known yet.',
  recovery_code: 'Belongs to a member, not to a shop.',
  password_reset: 'Belongs to a member, not to a shop.',
  sign_up: 'Belongs to no shop yet: the shop opens when the mailed link is used.',
  account_mail: 'Is sent to a member about their account, which no shop may learn of.',
  sign_in_attempts: 'Counts failed sign-ins before it is known who signs in.',
  operator_account: 'An operator belongs to no shop.',
  operator_session: 'Belongs to an operator, not to a shop.',
  operator_attempt: 'Counts failed sign-ins of operators before it is known who signs in.',
  migration: 'Belongs to the database as a whole.',
}

/** Tables that never hold a row of anybody, with the reason. */
export const EMPTY_TABLES: Record<string, string> = {
  storage_probe: 'The readiness check inserts a row and rolls back.',
}

/**
 * What keeps the tables from being distributed by shop_id: tables of the public schema that are neither isolated by forced
 * row-level security nor listed in CONTROL_TABLES, and primary or unique keys of isolated tables that do not begin with
 * shop_id.
 */
export async function findTablesNotKeyedByShop(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ table: string; isIsolated: boolean; keys: Record<string, string> }>(
    `select c.relname as table, c.relrowsecurity and c.relforcerowsecurity as "isIsolated",
       coalesce(
         (select json_object_agg(k.relname, a.attname) from pg_index i
            join pg_class k on k.oid = i.indexrelid
            left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
          where i.indrelid = c.oid and i.indisunique), '{}') as keys
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
     order by c.relname`,
  )
  return rows.flatMap(({ table, isIsolated, keys }) => {
    if (Object.hasOwn(EMPTY_TABLES, table)) return []
    if (Object.hasOwn(CONTROL_TABLES, table))
      return isIsolated ? [`${table}: isolated, but listed as a control table`] : []
    if (!isIsolated) return [`${table}: no forced row-level security`]
    if (Object.keys(keys).length === 0) return [`${table}: no primary key`]
    return Object.entries(keys)
      .filter(([, firstColumn]) => firstColumn !== 'shop_id')
      .map(([key]) => `${table}: ${key} does not begin with shop_id`)
  })
}
