import { v7 } from 'uuid'
import type { FileProduct } from '../product-file/file-product.ts'
import { LIMITS } from '../product/product-limits.ts'
import type { ProblemList } from '../product-file/problem.ts'
import type { ShopProduct } from '../product-file/shop-product.ts'
import { toSlug } from '../product/to-slug.ts'
import { matchProducts, type KnownProducts } from './match-products.ts'
import { mergeVariants } from './merge-variants.ts'
import { NewNames } from './new-names.ts'

/** What an import does with one product. */
export interface PlannedProduct {
  /** Null for a new one. */
  before: ShopProduct | null
  after: ShopProduct
}

export interface ImportPlan {
  /** New and changed products, in the order of the file. */
  products: PlannedProduct[]
  createdCount: number
  changedCount: number
  unchangedCount: number
}

/**
 * Decides what a file changes in the shop: nothing is removed, and what the file leaves out or empty stays as it is.
 * @param sanitize makes the HTML of a description safe, as the shop stores it
 */
export function planImport(
  files: FileProduct[],
  known: KnownProducts,
  problems: ProblemList,
  sanitize: (html: string) => string,
): ImportPlan {
  const plan: ImportPlan = { products: [], createdCount: 0, changedCount: 0, unchangedCount: 0 }
  const names = new NewNames(known)
  for (const { file, existing } of matchProducts(files, known, problems)) {
    const before = existing ?? null
    const after = before ? changed(file, before, sanitize) : created(file, names, problems, sanitize)
    if (!after) continue
    after.variants = mergeVariants(file, before, after, names, known, problems)
    if (after.variants.length > LIMITS.variants)
      problems.add('TOO_MANY_VARIANTS', { row: file.row }, LIMITS.variants)
    if (before && isSame(before, after)) {
      plan.unchangedCount++
      continue
    }
    plan.products.push({ before, after })
    if (before) plan.changedCount++
    else plan.createdCount++
  }
  return plan
}

const isSame = (before: ShopProduct, after: ShopProduct): boolean =>
  JSON.stringify(before) === JSON.stringify(after)

function changed(file: FileProduct, before: ShopProduct, sanitize: (html: string) => string): ShopProduct {
  return {
    ...before,
    name: file.name ?? before.name,
    descriptionHtml:
      file.descriptionHtml === undefined ? before.descriptionHtml : sanitize(file.descriptionHtml),
    status: file.status ?? before.status,
    seoTitle: file.seoTitle ?? before.seoTitle,
    seoDescription: file.seoDescription ?? before.seoDescription,
  }
}

function created(
  file: FileProduct,
  names: NewNames,
  problems: ProblemList,
  sanitize: (html: string) => string,
): ShopProduct | null {
  if (file.name === undefined) {
    if (!problems.has(file.row)) problems.add('NAME_MISSING', { row: file.row })
    return null
  }
  if (file.variants.length === 0) {
    if (!problems.has(file.row)) problems.add('PRICE_MISSING', { row: file.row })
    return null
  }
  const id = v7()
  return {
    id,
    version: id,
    slug: names.slug(file.handle ?? toSlug(file.name), id),
    name: file.name,
    descriptionHtml: sanitize(file.descriptionHtml ?? ''),
    status: file.status ?? 'DRAFT',
    seoTitle: file.seoTitle ?? null,
    seoDescription: file.seoDescription ?? null,
    optionNames: file.optionNames ?? [],
    variants: [],
  }
}
