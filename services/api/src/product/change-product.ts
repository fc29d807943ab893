import { writeAudit } from '../audit/write-audit.ts'
import type { MerchantContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { chooseNames } from './choose-names.ts'
import { describeChanges } from './describe-changes.ts'
import { loadProduct } from './load-products.ts'
import { lockProducts } from './lock-products.ts'
import { parseProduct, type ParsedProduct } from './parse-product.ts'
import { ProblemList } from './problem-list.ts'
import { checkCollections } from './product-collections.ts'
import { checkImages } from './product-images.ts'
import type { ProductInput } from './product.input.ts'
import { retryOnConflict } from './retry-on-conflict.ts'
import { updateProduct } from './save-product.ts'
import type { StoredProduct } from './stored-product.ts'

/**
 * Replaces a product by what was edited. Variants that are left out are deleted: orders keep their texts and prices, and carts leave them out.
 * Stock stays as it is, except the first count of new variants.
 *
 * @param input `version` of the product that the change is based on; absent to overwrite whatever is stored
 * @throws OperationError NOT_FOUND, PRODUCT_CHANGED_MEANWHILE, or everything that is wrong with the product
 */
export function changeProduct(
  ctx: MerchantContext,
  input: { id: string; version?: string | null; product: ProductInput },
): Promise<StoredProduct> {
  return retryOnConflict(() => {
    const problems = new ProblemList('product')
    const parsed = parseProduct(input.product, problems)
    return inTransaction(ctx, async (tx) => {
      const before = (await lockProducts(tx, [input.id]))[0] ?? reject('NOT_FOUND', 'id')
      addUnknownVariants(before, parsed, problems)
      const names = await chooseNames(tx, parsed, before, problems)
      await checkImages(tx, parsed.images, problems)
      await checkCollections(tx, parsed.collectionIds, before, problems)
      const changes = describeChanges(before, parsed, names)
      const isStale = input.version && input.version !== before.version
      // Before any problem, which may only come from what was changed meanwhile.
      if (isStale && changes.length > 0) reject('PRODUCT_CHANGED_MEANWHILE', 'version')
      problems.throwIfAny()
      if (changes.length === 0) return before
      await updateProduct(tx, before, parsed, names)
      writeAudit(tx, { action: 'changeProduct', subject: `${before.name}: ${changes.join('; ')}` })
      return (await loadProduct(tx, before.id)) ?? reject('NOT_FOUND', 'id')
    })
  })
}

function addUnknownVariants(before: StoredProduct, { variants }: ParsedProduct, problems: ProblemList): void {
  const known = new Set(before.variants.map(({ id }) => id))
  for (const [index, { id }] of variants.entries())
    if (id !== null && !known.has(id)) problems.add('NOT_FOUND', 'variants', index, 'id')
}
