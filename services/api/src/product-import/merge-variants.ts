import { v7 } from 'uuid'
import type { FileProduct, FileVariant } from '../product-file/file-product.ts'
import type { ProblemList } from '../product-file/problem.ts'
import type { ShopProduct, ShopVariant } from '../product-file/shop-product.ts'
import { ONLY_VARIANT } from '../product/parse-variants.ts'
import { TaxCategory } from '../tax/tax-category.ts'
import type { KnownProducts } from './match-products.ts'
import type { NewNames } from './new-names.ts'

/** The variants that a product has after the import: those of the file changed or added, the others as they were. */
export function mergeVariants(
  file: FileProduct,
  before: ShopProduct | null,
  after: ShopProduct,
  names: NewNames,
  known: KnownProducts,
  problems: ProblemList,
): ShopVariant[] {
  const variants = [...(before?.variants ?? [])]
  const order = optionOrder(file, after, problems)
  if (!order) return variants
  const touched = new Map<ShopVariant, number>()
  for (const row of file.variants) {
    const values = order.map((index) => row.optionValues[index] ?? '')
    const owner = row.sku === undefined ? undefined : known.bySku.get(row.sku)
    if (owner && owner.id !== before?.id) {
      problems.add('SKU_OF_OTHER_PRODUCT', { row: row.row, text: row.sku ?? '' }, owner.name)
      continue
    }
    const index = findVariant(variants, row, values)
    const current = variants[index]
    const first = current && touched.get(current)
    if (first !== undefined) {
      problems.add('VARIANT_TWICE', { row: row.row }, first)
      continue
    }
    const variant = current ? changed(current, row, values) : created(row, values, after, names, problems)
    if (!variant) continue
    if (current) variants[index] = variant
    else variants.push(variant)
    touched.set(variant, row.row)
  }
  return variants
}

/** For each option of the product, its place in the file; null when the file has other options. */
function optionOrder(file: FileProduct, after: ShopProduct, problems: ProblemList): number[] | null {
  const given = file.optionNames ?? []
  if (given.length === 0) return []
  const order = after.optionNames.map((name) => given.indexOf(name))
  if (given.length === order.length && !order.includes(-1)) return order
  problems.add('OPTIONS_DIFFER', { row: file.row }, after.optionNames.join(', ') || '–')
  return null
}

function findVariant(variants: ShopVariant[], row: FileVariant, values: string[]): number {
  const bySku = row.sku === undefined ? -1 : variants.findIndex(({ sku }) => sku === row.sku)
  if (bySku >= 0) return bySku
  const key = JSON.stringify(values)
  return variants.findIndex(({ optionValues }) => JSON.stringify(optionValues) === key)
}

function changed(variant: ShopVariant, row: FileVariant, values: string[]): ShopVariant {
  return {
    ...variant,
    ...(values.length > 0 && { optionValues: values, name: nameOf(values) }),
    sku: row.sku ?? variant.sku,
    price: row.price ?? variant.price,
    recommendedPrice: row.recommendedPrice ?? variant.recommendedPrice,
    taxCategory: row.taxCategory ?? variant.taxCategory,
    weightGrams: row.weightGrams ?? variant.weightGrams,
    onHand: row.onHand ?? variant.onHand,
  }
}

function created(
  row: FileVariant,
  values: string[],
  product: ShopProduct,
  names: NewNames,
  problems: ProblemList,
): ShopVariant | null {
  if (row.price === undefined && !problems.has(row.row)) problems.add('PRICE_MISSING', { row: row.row })
  const missing = product.optionNames[values.length]
  if (missing !== undefined) problems.add('OPTION_VALUE_MISSING', { row: row.row }, missing)
  if (row.price === undefined || missing !== undefined) return null
  const empty = emptyVariant()
  const sku = names.sku(row.sku, product, values, empty.id)
  return changed({ ...empty, name: nameOf(values), optionValues: values, sku, price: row.price }, row, values)
}

const nameOf = (values: string[]): string => values.join(' / ') || ONLY_VARIANT

/** A variant of which the file says nothing yet. */
const emptyVariant = (): Omit<ShopVariant, 'price' | 'sku'> => ({
  id: v7(),
  name: '',
  optionValues: [],
  recommendedPrice: null,
  taxCategory: TaxCategory.STANDARD,
  weightGrams: null,
  onHand: 0,
})
