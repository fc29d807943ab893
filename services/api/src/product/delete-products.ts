import { writeAudit } from '../audit/write-audit.ts'
import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'
import { lockDeleted } from './lock-deleted.ts'
import { lockSelected } from './lock-selected.ts'
import { ProblemList } from './problem-list.ts'
import { ProductStatus } from './product-status.ts'

/**
 * Deletes drafts and archived products for good, with their variants and stock, all or none. Orders keep their texts and prices.
 * @throws OperationError NOT_FOUND or PRODUCT_NOT_DELETABLE at each id; TOO_MANY_ITEMS
 */
export function deleteProducts(ctx: MerchantContext, ids: string[]): Promise<string[]> {
  return inTransaction(ctx, async (tx) => {
    const problems = new ProblemList()
    const products = await lockSelected(tx, ids, problems)
    const published = new Set(
      products.filter(({ status }) => status === ProductStatus.PUBLISHED).map(({ id }) => id),
    )
    for (const [index, id] of ids.entries())
      if (published.has(id)) problems.add('PRODUCT_NOT_DELETABLE', 'ids', index)
    problems.throwIfAny()
    const deleted = products.map(({ id }) => id)
    if (deleted.length === 0) return []
    await lockDeleted(
      tx,
      products.flatMap(({ variants }) => variants.map(({ id }) => id)),
    )
    await tx.em.execute('delete from product where shop_id = ? and id = any(?::uuid[])', [
      tx.shop.id,
      toArray(deleted),
    ])
    writeAudit(tx, {
      action: 'deleteProducts',
      subject: products.map(({ name, slug }) => `${name} (${slug})`).join('; '),
    })
    return deleted
  })
}
