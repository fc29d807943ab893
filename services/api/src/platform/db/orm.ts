import { MikroORM, type EntityManager, type Options } from '@mikro-orm/postgresql'
import { serviceUnavailable } from '../../kernel/errors.ts'
import { releaseBrokenConnections } from './release-broken-connections.ts'
import { isOutage } from './outage.ts'

export type Orm = MikroORM
export type { EntityManager }

/** Opens the pool and refuses a role to which row-level security would not apply. */
export async function connectOrm(
  databaseUrl: string,
  entities: NonNullable<Options['entities']>,
  role: 'triclic_api' | 'triclic_worker',
  poolSize = 16,
): Promise<Orm> {
  const orm = await MikroORM.init({
    clientUrl: databaseUrl,
    entities,
    pool: { min: 1, max: poolSize },
    sessionContext: 'transaction',
    discovery: { warnWhenNoEntities: false },
    debug: false,
    driverOptions: {
      application_name: role,
      lock_timeout: 2000,
      statement_timeout: 5000,
      idle_in_transaction_session_timeout: 10_000,
      // To connect, or to be given one of the pool's: nobody waits for ever.
      connectionTimeoutMillis: 5000,
      onPoolCreated: releaseBrokenConnections,
    },
  })
  const [is] = await orm.em.fork().execute<{ free: boolean }[]>(
    `select rolsuper or rolbypassrls or exists (select from pg_class c where c.relname = 'order' and c.relowner = r.oid) as free
     from pg_roles r where rolname = current_user`,
  )
  if (is?.free !== false) {
    await orm.close()
    throw new Error('The database role is superuser, owner or BYPASSRLS: walls between shops would not hold.')
  }
  return orm
}

/**
 * One shop, one transaction: what runs in `work` sees and writes that shop's rows alone. Uses only the em it is given.
 * @throws SERVICE_UNAVAILABLE when the database is away or too busy
 */
export function inShop<T>(orm: Orm, shopId: string, work: (em: EntityManager) => Promise<T>): Promise<T> {
  const em = orm.em.fork()
  em.setSessionContext({ variables: { 'app.shop_id': shopId } })
  return em.transactional(work).catch((error: unknown) => {
    throw isOutage(error) ? serviceUnavailable(error) : error
  })
}
