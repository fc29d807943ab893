import { money } from '../kernel/money.type.ts'
import type { CatalogProduct } from './catalog.ts'
import type { ProductRow } from './catalog-reader.ts'

/** A product with at least one variant, not yet in the search index. `apiUrl` is prefixed to image paths. */
export function toProduct(
  row: ProductRow,
  currency: string,
  apiUrl: string,
  snapshot: string,
): CatalogProduct {
  const prices = row.variants.map(({ price }) => price)
  const product: CatalogProduct = {
    id: row.id,
    slug: row.slug,
    name: row.name,
    description: row.description,
    imageUrl: row.imagePath && `${apiUrl}${row.imagePath}`,
    variants: [],
    priceRange: { min: money(Math.min(...prices), currency), max: money(Math.max(...prices), currency) },
    createdAt: row.createdAt,
    slot: -1,
    snapshot,
  }
  const rows = row.variants.sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
  product.variants = rows.map(({ id, sku, name, price, taxCategory, weightGrams, available }) => ({
    id,
    sku,
    name,
    price: money(price, currency),
    availableQuantity: available,
    taxCategory,
    weightGrams,
    product,
  }))
  return product
}
