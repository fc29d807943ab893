import type { FileProduct } from '../product-file/file-product.ts'
import type { ProblemList } from '../product-file/problem.ts'
import type { ShopProduct } from '../product-file/shop-product.ts'
import { toSlug } from '../product/to-slug.ts'

/** The products of the shop that a file may mean. */
export interface KnownProducts {
  /** By their slugs, earlier ones too. */
  bySlug: ReadonlyMap<string, ShopProduct>
  bySku: ReadonlyMap<string, ShopProduct>
}

export interface Matched {
  file: FileProduct
  /** Undefined for a new product. */
  existing: ShopProduct | undefined
}

/** Finds the product of the shop that each product of a file is. Rows that name items of one product by SKU alone are joined. */
export function matchProducts(
  products: FileProduct[],
  known: KnownProducts,
  problems: ProblemList,
): Matched[] {
  const matched: Matched[] = []
  const byId = new Map<string, Matched>()
  for (const file of products) {
    const existing = findExisting(file, known)
    const earlier = existing && byId.get(existing.id)
    if (earlier && isNamedBySku(file) && isNamedBySku(earlier.file)) {
      earlier.file = { ...earlier.file, variants: [...earlier.file.variants, ...file.variants] }
      continue
    }
    if (earlier) {
      problems.add('HANDLE_TWICE', { row: file.row }, earlier.file.row)
      continue
    }
    const match = { file, existing }
    matched.push(match)
    if (existing) byId.set(existing.id, match)
  }
  return matched
}

const isNamedBySku = ({ handle, name }: FileProduct): boolean => handle === undefined && name === undefined

/** Two products may have the same name, so a name decides only where the file has no SKU. */
function findExisting(file: FileProduct, { bySlug, bySku }: KnownProducts): ShopProduct | undefined {
  const byHandle = file.handle === undefined ? undefined : bySlug.get(file.handle)
  if (byHandle) return byHandle
  const skus = file.variants.flatMap(({ sku }) => sku ?? [])
  if (skus.length === 0 && file.handle === undefined) return bySlug.get(toSlug(file.name ?? ''))
  return skus.map((sku) => bySku.get(sku)).find((product) => product !== undefined)
}
