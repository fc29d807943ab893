import type { InTransaction, ShopContext } from '../app/context.ts'
import { toArray } from '../platform/db/sql.ts'

/**
 * Keeps variants from being deleted until the transaction ends; those that exist no longer are passed over. Whoever writes a stock movement, which
 * refers to its variant, calls it before it locks stock.
 *
 * Every transaction locks in this order, each kind in id order, so that none deadlocks with another: products, variants, stock. A product or a
 * variant that is deleted takes its stock along: see product/lock-deleted.ts.
 */
export const lockVariants = (
  { em, shop }: InTransaction<ShopContext>,
  ids: readonly string[],
): Promise<unknown> =>
  em.execute('select from variant where shop_id = ? and id = any(?::uuid[]) order by id for key share', [
    shop.id,
    toArray(ids),
  ])
