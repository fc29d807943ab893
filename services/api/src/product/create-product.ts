import { writeAudit } from '../audit/write-audit.ts'
import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { chooseNames } from './choose-names.ts'
import { loadProduct } from './load-products.ts'
import { parseProduct } from './parse-product.ts'
import { ProblemList } from './problem-list.ts'
import { checkCollections } from './product-collections.ts'
import { checkImages } from './product-images.ts'
import type { ProductInput } from './product.input.ts'
import { retryOnConflict } from './retry-on-conflict.ts'
import { insertProduct } from './save-product.ts'
import type { StoredProduct } from './stored-product.ts'

/**
 * Adds a product with its variants and their first stock. Slug and SKUs that are absent are made from the names.
 * @throws OperationError with everything that is wrong with the input: see parseProduct and chooseNames
 */
export function createProduct(ctx: MerchantContext, input: ProductInput): Promise<StoredProduct> {
  return retryOnConflict(() => {
    const problems = new ProblemList()
    const parsed = parseProduct(input, problems)
    return inTransaction(ctx, async (tx) => {
      const added = parsed.variants.findIndex(({ id }) => id !== null)
      if (added >= 0) problems.add('NOT_FOUND', 'variants', added, 'id')
      const names = await chooseNames(tx, parsed, null, problems)
      await checkImages(tx, parsed.images, problems)
      await checkCollections(tx, parsed.collectionIds, null, problems)
      problems.throwIfAny()
      const id = await insertProduct(tx, parsed, names)
      writeAudit(tx, { action: 'createProduct', subject: `${parsed.name} (${names.slug})` })
      const product = await loadProduct(tx, id)
      if (!product) throw new Error('The product was not inserted')
      return product
    })
  })
}
