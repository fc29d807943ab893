import type { InTransaction, ShopContext } from '../app/context.ts'
import { toArray } from '../platform/db/sql.ts'

type Tx = InTransaction<ShopContext>

/** Locks the products of variants, in id order: called before the variants are locked, as by whoever edits products (inventory/lock-variants.ts). */
export const lockProductsOf = ({ em, shop }: Tx, variantIds: readonly string[]): Promise<unknown> =>
  em.execute(
    `select from product where shop_id = ? and id in (select product_id from variant where shop_id = ? and id = any(?::uuid[]))
     order by id for no key update`,
    [shop.id, shop.id, toArray(variantIds)],
  )

/** Gives the products of variants whose price changed another version: who edits one of them, or undoes an import, does not overwrite the price. */
export const renewProductsOf = ({ em, shop }: Tx, variantIds: readonly string[]): Promise<unknown> =>
  em.execute(
    `update product set version = gen_random_uuid(), updated_at = now()
     where shop_id = ? and id in (select product_id from variant where shop_id = ? and id = any(?::uuid[]))`,
    [shop.id, shop.id, toArray(variantIds)],
  )
