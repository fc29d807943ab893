import type { InTransaction, ShopContext } from '../app/context.ts'
import { toArray } from '../platform/db/sql.ts'

/**
 * Locks variants that are about to be deleted, and then their stock, which is deleted with them, each in id order: the order in which orders
 * and shipments lock them (inventory/lock-variants.ts). Their products are locked already.
 */
export async function lockDeleted(
  { em, shop }: InTransaction<ShopContext>,
  variantIds: readonly string[],
): Promise<void> {
  if (variantIds.length === 0) return
  const ids = toArray(variantIds)
  await em.execute('select from variant where shop_id = ? and id = any(?::uuid[]) order by id for update', [
    shop.id,
    ids,
  ])
  await em.execute(
    'select from stock where shop_id = ? and variant_id = any(?::uuid[]) order by variant_id for update',
    [shop.id, ids],
  )
}
