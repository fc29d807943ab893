import { escapeLiteral, type Client } from 'pg'

export interface RolePasswords {
  api?: string | undefined
  worker?: string | undefined
  operatorPage?: string | undefined
}

/** Owners of the SECURITY DEFINER functions. Nobody can sign in as them. */
export const FUNCTION_OWNERS = ['triclic_tasks', 'triclic_accounts'] as const

/** The roles with which the processes sign in. */
export const RUNTIME_ROLES = ['triclic_api', 'triclic_worker', 'triclic_operator_page'] as const

/** The role of the operator's commands. Nobody signs in as it: the owner of the database takes it. */
export const OPERATOR_ROLE = 'triclic_operator'

/** Creates the roles that are missing, and sets the passwords that are given. */
export async function ensureRoles(client: Client, passwords: RolePasswords): Promise<void> {
  await ensureRole(client, 'triclic_api', 'login', passwords.api)
  await ensureRole(client, 'triclic_worker', 'login', passwords.worker)
  await ensureRole(client, 'triclic_operator_page', 'login', passwords.operatorPage)
  for (const role of [...FUNCTION_OWNERS, OPERATOR_ROLE]) {
    await ensureRole(client, role, 'nologin')
    await allowToTake(client, role)
  }
}

async function ensureRole(
  client: Client,
  role: string,
  login: 'login' | 'nologin',
  password?: string,
): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
  if (rowCount === 0) await client.query(`create role ${role} ${login}`)
  if (password) await client.query(`alter role ${role} ${login} password ${escapeLiteral(password)}`)
}

/** Lets the migrating role take `role`, and make it the owner of functions, without inheriting its rights where PostgreSQL can tell them apart (version 16 and newer). */
async function allowToTake(client: Client, role: string): Promise<void> {
  const { rows } = await client.query<{ version: number; is_allowed: boolean }>(
    `select current_setting('server_version_num')::int as version,
       pg_has_role($1, case when current_setting('server_version_num')::int < 160000 then 'member' else 'set' end) as is_allowed`,
    [role],
  )
  const [server] = rows
  if (!server || server.is_allowed) return
  const options = server.version < 160_000 ? '' : 'with inherit false, set true'
  await client.query(`grant ${role} to current_user ${options}`)
}

/** Runs `work` while the owners of functions may own something in the schema, which PostgreSQL requires when they are assigned. */
export async function whileFunctionOwnersMayCreate(client: Client, work: () => Promise<void>): Promise<void> {
  const owners = FUNCTION_OWNERS.join(', ')
  await client.query(`grant create on schema public to ${owners}`)
  await work()
  await client.query(`revoke create on schema public from ${owners}`)
}

/**
 * Takes from PUBLIC what lies outside row-level security: creating objects, temporary tables, and connecting. The owner of the
 * database can do that; large objects and other databases need a superuser.
 *
 * @returns one sentence for each right that could not be revoked
 */
export async function revokeFromPublic(client: Client): Promise<string[]> {
  const roles = RUNTIME_ROLES.join(', ')
  await client.query('revoke create on schema public from public')
  await client.query(`do $$ begin
    execute format('grant connect on database %I to ${roles}', current_database());
    execute format('revoke all on database %I from public', current_database());
  end $$`)
  const { rows } = await client.query<{
    temporary: boolean
    large_objects: boolean
    databases: string | null
  }>(
    `select has_database_privilege('public', current_database(), 'temporary') as temporary,
       has_function_privilege('public', 'pg_catalog.lo_create(oid)', 'execute') as large_objects,
       (select string_agg(datname, ', ' order by datname) from pg_database
        where datname in ('postgres', 'template1') and has_database_privilege('public', oid, 'connect')) as databases`,
  )
  const [left] = rows
  const sentences = []
  if (left?.temporary) sentences.push('PUBLIC may create temporary tables in this database.')
  if (left?.large_objects) sentences.push('PUBLIC may create large objects in this database.')
  if (left?.databases) sentences.push(`PUBLIC may connect to other databases: ${left.databases}.`)
  return sentences
}
