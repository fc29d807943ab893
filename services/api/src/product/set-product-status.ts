import { writeAudit } from '../audit/write-audit.ts'
import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'
import { loadProducts } from './load-products.ts'
import { lockSelected } from './lock-selected.ts'
import { ProblemList } from './problem-list.ts'
import type { ProductStatus } from './product-status.ts'
import { toPublishAt } from './to-publish-at.ts'
import type { StoredProduct } from './stored-product.ts'

/**
 * Publishes, unpublishes or archives products, all or none, in the same number of statements for any number.
 * @param input `publishAt`: the time from which published products are visible; absent: at once
 * @throws OperationError NOT_FOUND at each id that is not a product of the shop; TOO_MANY_ITEMS
 */
export function setProductStatus(
  ctx: MerchantContext,
  input: { ids: string[]; status: ProductStatus; publishAt?: Date | null },
): Promise<StoredProduct[]> {
  const publishAt = toPublishAt(input.status, input.publishAt)
  return inTransaction(ctx, async (tx) => {
    const problems = new ProblemList()
    const products = await lockSelected(tx, input.ids, problems)
    problems.throwIfAny()
    const changed = products.filter(
      (product) => product.status !== input.status || product.publishAt?.getTime() !== publishAt?.getTime(),
    )
    if (changed.length === 0) return products
    await tx.em.execute(
      `update product set status = ?, publish_at = ?::timestamptz, updated_at = now(), version = gen_random_uuid()
       where shop_id = ? and id = any(?::uuid[])`,
      [input.status, publishAt?.toISOString() ?? null, tx.shop.id, toArray(changed.map(({ id }) => id))],
    )
    const to = publishAt ? `${input.status} (${publishAt.toISOString()})` : input.status
    writeAudit(tx, {
      action: 'setProductStatus',
      subject: changed.map(({ name, status }) => `${name}: ${status} → ${to}`).join('; '),
    })
    return loadProducts(
      tx,
      products.map(({ id }) => id),
    )
  })
}
