import type { InTransaction, ShopContext } from '../app/context.ts'
import { lockProducts } from './lock-products.ts'
import type { ProblemList } from './problem-list.ts'
import { LIMITS } from './product-limits.ts'
import type { StoredProduct } from './stored-product.ts'

/** Locks and loads the products that a bulk action names, and adds a problem for each id that is none. */
export async function lockSelected(
  tx: InTransaction<ShopContext>,
  ids: readonly string[],
  problems: ProblemList,
): Promise<StoredProduct[]> {
  if (ids.length > LIMITS.bulk) {
    problems.add('TOO_MANY_ITEMS', 'ids')
    return []
  }
  const products = await lockProducts(tx, ids)
  const known = new Set(products.map(({ id }) => id))
  for (const [index, id] of ids.entries()) if (!known.has(id)) problems.add('NOT_FOUND', 'ids', index)
  return products
}
