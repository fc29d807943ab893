import { rethrow } from '../classify-error.ts'
import { inShop, type EntityManager, type Orm } from './orm.ts'

interface ShopScope {
  app: { orm: Orm }
  shop: { id: string }
  /** An open transaction of the same shop; if set, it is used instead of a new one. */
  readTransaction?: EntityManager | undefined
}

/**
 * Runs `work` in a transaction that sees the rows of the context's shop only, and passes it the context with the transaction's
 * `em`. The fields of a merchant's query share one read transaction.
 */
export const inTransaction = <C extends ShopScope, T>(
  ctx: C,
  work: (ctx: C & { em: EntityManager }) => Promise<T>,
): Promise<T> =>
  ctx.readTransaction
    ? work({ ...ctx, em: ctx.readTransaction }).catch(rethrowCause(ctx.readTransaction))
    : inShop(ctx.app.orm, ctx.shop.id, (em) => work({ ...ctx, em }))

/** SQLSTATE in_failed_sql_transaction: an earlier statement of the same transaction failed. */
const ABORTED = '25P02'
const causes = new WeakMap<EntityManager, unknown>()

/** One failed statement aborts a shared transaction: the fields that fail after it report the same cause. */
const rethrowCause = (transaction: EntityManager) => (error: unknown) => {
  if ((error as { code?: unknown }).code === ABORTED) return rethrow(causes.get(transaction) ?? error)
  causes.set(transaction, error)
  return rethrow(error)
}
