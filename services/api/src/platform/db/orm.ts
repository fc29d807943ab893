import { MikroORM, type EntityManager, type Options, type TransactionOptions } from '@mikro-orm/postgresql'
import { escapeLiteral, type Pool, type PoolClient } from 'pg'
import { rethrow } from '../classify-error.ts'
import { OPERATOR_ROLE, type RUNTIME_ROLES } from './roles.ts'
import { numberParameters, ParameterDriver } from './orm-driver.ts'
import { Turns } from '../turns.ts'
import { poolClient, type OpeningClient } from './pool-client.ts'
import { releaseBrokenConnections } from './release-broken-connections.ts'
import { startTasksAfterCommit } from './after-commit.ts'

export type Orm = MikroORM
export type { EntityManager }

/**
 * Connects to the database with a pool of `poolSize` connections. With `prepares`, a connection prepares each statement once and
 * keeps its plan, whatever the shop: only for statements that find their rows by keys that begin with the shop.
 * @throws when row-level security would not apply to the connecting role
 */
export async function connectOrm(
  databaseUrl: string,
  entities: NonNullable<Options['entities']>,
  role: (typeof RUNTIME_ROLES)[number] | typeof OPERATOR_ROLE,
  poolSize = 16,
  { prepares = false } = {},
): Promise<Orm> {
  let pool: Pool | undefined
  const orm = await MikroORM.init({
    clientUrl: databaseUrl,
    entities,
    driver: ParameterDriver,
    pool: { min: 1, max: poolSize },
    discovery: { warnWhenNoEntities: false },
    debug: false,
    driverOptions: {
      application_name: role,
      lock_timeout: 2000,
      statement_timeout: 5000,
      idle_in_transaction_session_timeout: 10_000,
      // Also limits how long a request waits for a free connection of the pool.
      connectionTimeoutMillis: 5000,
      Client: poolClient(prepares),
      ...(prepares && KEPT_PLANS),
      // The owner of the database connects, and has no more rights than the operator from then on.
      ...(role === OPERATOR_ROLE && { options: `-c role=${OPERATOR_ROLE}` }),
      onPoolCreated(created: Pool) {
        releaseBrokenConnections(created)
        pool = created
      },
    },
  })
  const [row] = await orm.em.fork().execute<{ is_exempt: boolean }[]>(
    `select rolsuper or rolbypassrls
       or exists (select from pg_class c where c.relname = 'order' and c.relowner = r.oid) as is_exempt
     from pg_roles r where rolname = current_user`,
  )
  if (row?.is_exempt !== false) {
    await orm.close()
    throw new Error(
      'The database role is a superuser, owns the tables or has BYPASSRLS: row-level security would not keep shops apart.',
    )
  }
  if (!pool) throw new Error('The ORM created no pool')
  connections.set(orm, { pool, turns: new Turns({ atOnce: shareOf(poolSize) }) })
  return orm
}

/**
 * A cached plan may date from when the table was nearly empty, so it must not read the whole table. It is used from the first time on: the server would
 * otherwise plan each statement five times, and some always. Connections are renewed so that plans are too.
 */
const KEPT_PLANS = {
  options: '-c enable_seqscan=off -c plan_cache_mode=force_generic_plan',
  maxLifetimeSeconds: 600,
}

interface Connections {
  pool: Pool
  /** Of shops, for connections. */
  turns: Turns
}

const connections = new WeakMap<Orm, Connections>()

/** How many connections of a pool one shop may use: three quarters, so that the others never wait for it alone. */
const shareOf = (poolSize: number): number => Math.max(1, Math.floor(poolSize * 0.75))

function connectionsOf(orm: Orm): Connections {
  const known = connections.get(orm)
  if (!known) throw new Error('This ORM was not connected by connectOrm')
  return known
}

/** The connection pool of an ORM that `connectOrm` returned. */
export const poolOf = (orm: Orm): Pool => connectionsOf(orm).pool

/** Uses a connection when the shop has its turn. */
const inTurn = <T>(orm: Orm, shopId: string, work: () => Promise<T>): Promise<T> =>
  connectionsOf(orm).turns.run(shopId, work)

/**
 * Runs one statement in a transaction that can only read and write the rows of one shop, in one round trip.
 * @returns its rows
 * @throws SERVICE_UNAVAILABLE when the database is unreachable or overloaded
 */
export async function executeInShop<Row>(
  orm: Orm,
  shopId: string,
  sql: string,
  params: readonly unknown[],
): Promise<Row[]> {
  const { text, values } = numberParameters(orm.em.getPlatform(), sql, params)
  const setting = `select set_config('app.shop_id', ${escapeLiteral(shopId)}, true)`
  try {
    return await inTurn(orm, shopId, async () => {
      const client = (await poolOf(orm).connect()) as OpeningClient & PoolClient
      try {
        const { rows } = await client.sendAlone(setting, text, values)
        return rows as Row[]
      } finally {
        client.release()
      }
    })
  } catch (error) {
    // The trace of a server's error ends in pg's parser: this one leads to the caller.
    if (error instanceof Error) Error.captureStackTrace(error)
    return rethrow(error)
  }
}

/**
 * Runs `work` in a transaction that can only read and write the rows of one shop. `work` must use no other entity manager
 * than the one it receives.
 * @throws SERVICE_UNAVAILABLE when the database is unreachable or overloaded
 */
export async function inShop<T>(
  orm: Orm,
  shopId: string,
  work: (em: EntityManager) => Promise<T>,
  options: Pick<TransactionOptions, 'readOnly' | 'isolationLevel'> = {},
): Promise<T> {
  const transaction = () =>
    orm.em.fork().transactional(async (tx) => {
      // Sent together with `begin` and the first statement of `work`.
      await tx.execute(`set local app.shop_id to ${escapeLiteral(shopId)}`)
      return { tx, result: await work(tx) }
    }, options)
  const committed = await inTurn(orm, shopId, transaction).catch(rethrow)
  startTasksAfterCommit(committed.tx)
  return committed.result
}
