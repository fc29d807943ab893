import type { FileProduct, FileVariant } from '../product-file/file-product.ts'
import type { ShopProduct, ShopVariant } from '../product-file/shop-product.ts'
import { LIMITS } from '../product/product-limits.ts'
import { TaxCategory } from '../tax/tax-category.ts'
import type { MergeContext } from './merge-variants.ts'

type PriceContext = Pick<MergeContext, 'addTax' | 'known' | 'problems'>

/**
 * The price that a row gives a variant, in minor units, tax included; undefined when the row says nothing of it, or what it says is a problem.
 * @param current the variant that the row means; undefined for a new one
 */
export function priceOfRow(
  row: FileVariant,
  { file, before, current }: { file: FileProduct; before: ShopProduct | null; current?: ShopVariant },
  { addTax, known, problems }: PriceContext,
): number | undefined {
  if (row.price !== undefined) return row.price
  const category =
    row.taxCategory ?? current?.taxCategory ?? before?.variants[0]?.taxCategory ?? TaxCategory.STANDARD
  const at = row.netCell ?? { row: row.row }
  const withinLimit = (price: number): number | undefined => {
    if (price <= LIMITS.price) return price
    problems.add('PRICE_WITH_TAX_TOO_LARGE', at)
    return undefined
  }
  if (row.netPrice !== undefined) return withinLimit(addTax(row.netPrice, category))
  if (!isOfCombinations(file)) return undefined
  const base =
    known.bySourceId.get(file.externalId ?? '')?.basePrice ??
    ownVariant(before)?.price ??
    namedVariant(file, before)?.price
  if (base === undefined) {
    problems.add('BASE_PRICE_UNKNOWN', at)
    return undefined
  }
  const price = base + addTax(row.netPriceImpact ?? 0, category)
  if (price >= 0) return withinLimit(price)
  problems.add('COMBINATION_PRICE_NEGATIVE', at)
  return undefined
}

/** Grams that a row of combinations gives a variant that exists; undefined when they stay as they are. */
export function weightOfRow(
  { weightImpact }: FileVariant,
  { file, before, current }: { file: FileProduct; before: ShopProduct | null; current: ShopVariant },
): number | null | undefined {
  const base = namedVariant(file, before)
  if (weightImpact === undefined || !base) return undefined
  const grams = Math.max(0, (base.weightGrams ?? 0) + weightImpact)
  return grams === (current.weightGrams ?? 0) ? undefined : grams || null
}

/** Without options, the first variant has the price of the product. */
const ownVariant = (before: ShopProduct | null): ShopVariant | undefined =>
  before?.optionNames.length === 0 ? before.variants[0] : undefined

/** A file that this product wrote gives differences to one of the variants, which it names, and whose own differences are none. */
function namedVariant(
  { productReference, variants }: FileProduct,
  before: ShopProduct | null,
): ShopVariant | undefined {
  const row = variants.find(({ sku }) => sku !== undefined && sku === productReference)
  return row && !row.netPriceImpact && !row.weightImpact
    ? before?.variants.find(({ sku }) => sku === productReference)
    : undefined
}

const isOfCombinations = ({ variants }: FileProduct): boolean =>
  variants.some(
    ({ netPriceImpact, weightImpact }) => netPriceImpact !== undefined || weightImpact !== undefined,
  )
