import type { InTransaction, ShopContext } from '../app/context.ts'
import { toArray } from '../platform/db/sql.ts'
import { selectLowestPriceBefore } from './select-prior-price.ts'

/**
 * Begins the planned reductions of variants, which the caller has locked: sets their prices, and announces those that are below the lowest one of the
 * 30 days before. Remembers the price to which each variant returns. A price that is already as low stays, and its plan is dropped.
 */
export async function beginReductions(
  { em, shop }: InTransaction<ShopContext>,
  variantIds: readonly string[],
): Promise<void> {
  const ids = toArray(variantIds)
  await em.execute(BEGIN, [shop.id, ids, shop.id])
  await em.execute(
    'delete from planned_reduction where shop_id = ? and variant_id = any(?::uuid[]) and regular_price is null',
    [shop.id, ids],
  )
}

// All parts of the statement read the price of before. The history gets the new one at now(), which is when the reduction begins.
const BEGIN = `
  with begun as (
    select v.shop_id, v.id, r.price, coalesce(r.regular_price, v.price) as regular_price,
      coalesce(v.reduced_since, case when r.price < ${selectLowestPriceBefore('v', 'now()')} then now() end) as reduced_since
    from planned_reduction r join variant v on v.shop_id = r.shop_id and v.id = r.variant_id
    where r.shop_id = ? and r.variant_id = any(?::uuid[]) and r.price < v.price
  ), remembered as (
    update planned_reduction r set regular_price = begun.regular_price from begun
    where r.shop_id = begun.shop_id and r.variant_id = begun.id
  )
  update variant v set price = begun.price, reduced_since = begun.reduced_since from begun
  where v.shop_id = ? and v.id = begun.id`
