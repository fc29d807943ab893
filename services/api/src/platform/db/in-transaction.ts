import { inShop, type EntityManager, type Orm } from './orm.ts'

interface ShopScope {
  app: { orm: Orm }
  shop: { id: string }
}

/** Runs `work` in one transaction that sees the rows of the context's shop only, and passes it the context with the transaction's `em`. */
export const inTransaction = <C extends ShopScope, T>(
  ctx: C,
  work: (ctx: C & { em: EntityManager }) => Promise<T>,
): Promise<T> => inShop(ctx.app.orm, ctx.shop.id, (em) => work({ ...ctx, em }))
