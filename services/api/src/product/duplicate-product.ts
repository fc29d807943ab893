import { writeAudit } from '../audit/write-audit.ts'
import type { MerchantContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { chooseNames } from './choose-names.ts'
import { loadProduct } from './load-products.ts'
import { lockProducts } from './lock-products.ts'
import { ProblemList } from './problem-list.ts'
import { LIMITS } from './product-limits.ts'
import { ProductStatus } from './product-status.ts'
import { retryOnConflict } from './retry-on-conflict.ts'
import { insertProduct } from './save-product.ts'
import type { StoredProduct } from './stored-product.ts'

const COPY = { en: ' (copy)', fr: ' (copie)' }

/**
 * Makes a draft of a product, with slug and SKUs of its own, without barcodes and with nothing in stock.
 * @throws OperationError NOT_FOUND
 */
export function duplicateProduct(ctx: MerchantContext, id: string): Promise<StoredProduct> {
  return retryOnConflict(() =>
    inTransaction(ctx, async (tx) => {
      const original = (await lockProducts(tx, [id]))[0] ?? reject('NOT_FOUND', 'id')
      const suffix = COPY[tx.shop.locale]
      const copy = {
        ...original,
        name: original.name.slice(0, LIMITS.name - suffix.length) + suffix,
        slug: null,
        status: ProductStatus.DRAFT,
        publishAt: null,
        collectionIds: null,
        variants: original.variants.map((variant) => ({
          ...variant,
          ...{ id: null, sku: null, gtin: null, onHand: 0 },
        })),
      }
      const names = await chooseNames(tx, copy, null, new ProblemList())
      const copyId = await insertProduct(tx, copy, names)
      writeAudit(tx, {
        action: 'duplicateProduct',
        subject: `${original.name} (${original.slug}) → ${copy.name} (${names.slug})`,
      })
      return (await loadProduct(tx, copyId)) ?? reject('NOT_FOUND', 'id')
    }),
  )
}
