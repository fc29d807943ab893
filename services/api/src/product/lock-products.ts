import { validate as isUuid } from 'uuid'
import type { InTransaction, ShopContext } from '../app/context.ts'
import { toArray } from '../platform/db/sql.ts'
import { loadProducts } from './load-products.ts'
import type { StoredProduct } from './stored-product.ts'

/**
 * Locks the products with these ids against other editors, then loads those that exist. In id order, so that two bulk edits
 * cannot deadlock.
 */
export async function lockProducts(
  tx: InTransaction<ShopContext>,
  ids: readonly string[],
): Promise<StoredProduct[]> {
  const valid = [...new Set(ids.filter((id) => isUuid(id)))]
  await tx.em.execute(
    'select from product where shop_id = ? and id = any(?::uuid[]) order by id for update',
    [tx.shop.id, toArray(valid)],
  )
  return loadProducts(tx, valid)
}
