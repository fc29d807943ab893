import type { InTransaction, ShopContext } from '../app/context.ts'
import { toArray } from '../platform/db/sql.ts'

/**
 * Ends the planned reductions of variants, which the caller has locked: a variant returns to the price of before, unless a member has changed its
 * price since, and nothing is crossed out any more.
 */
export async function endReductions(
  tx: InTransaction<ShopContext>,
  variantIds: readonly string[],
): Promise<void> {
  const ids = toArray(variantIds)
  await tx.em.execute(
    `update variant v set reduced_since = null, price = case when v.price = r.price then r.regular_price else v.price end
     from planned_reduction r
     where v.shop_id = ? and v.id = any(?::uuid[]) and r.shop_id = v.shop_id and r.variant_id = v.id and r.regular_price is not null`,
    [tx.shop.id, ids],
  )
  await tx.em.execute('delete from planned_reduction where shop_id = ? and variant_id = any(?::uuid[])', [
    tx.shop.id,
    ids,
  ])
}
