import { v7 } from 'uuid'
import type { FileProduct, FileVariant } from '../product-file/file-product.ts'
import type { ProblemList } from '../product-file/problem.ts'
import { optionKey } from '../product-file/read-options.ts'
import type { ShopProduct, ShopVariant } from '../product-file/shop-product.ts'
import { ONLY_VARIANT } from '../kernel/only-variant.ts'
import { UNNAMED_OPTION } from '../product-file/unnamed-option.ts'
import { TaxCategory } from '../tax/tax-category.ts'
import type { KnownProducts } from './match-products.ts'
import type { NewNames } from './new-names.ts'
import type { AddTax } from './prices-without-tax.ts'
import { priceOfRow, weightOfRow } from './row-price.ts'

export interface MergeContext {
  names: NewNames
  known: KnownProducts
  addTax: AddTax
  problems: ProblemList
}

/** The variants that a product has after the import: those of the file changed or added, the others as they were. */
export function mergeVariants(
  file: FileProduct,
  before: ShopProduct | null,
  after: ShopProduct,
  context: MergeContext,
): ShopVariant[] {
  const merge = new VariantMerge(file, before, after, context)
  return merge.run()
}

class VariantMerge {
  readonly #file: FileProduct
  readonly #before: ShopProduct | null
  readonly #after: ShopProduct
  readonly #context: MergeContext
  readonly #variants: ShopVariant[]
  readonly #indexBySku = new Map<string, number>()
  readonly #indexByKey = new Map<string, number>()
  /** The rows of the variants that the file names, by their place in the list. */
  readonly #rows = new Map<number, number>()

  constructor(file: FileProduct, before: ShopProduct | null, after: ShopProduct, context: MergeContext) {
    this.#file = file
    this.#before = before
    this.#after = after
    this.#context = context
    this.#variants = [...(before?.variants ?? [])]
    for (const [index, variant] of this.#variants.entries()) {
      this.#indexBySku.set(variant.sku, index)
      const key = keyOf(variant)
      if (!this.#indexByKey.has(key)) this.#indexByKey.set(key, index)
    }
  }

  run(): ShopVariant[] {
    const order = this.#optionOrder()
    if (!order) return this.#variants
    for (const row of this.#file.variants) this.#merge(row, order)
    this.#requireDistinct()
    return this.#variants
  }

  /** For each option of the product, its place in the file; null when the file has other options. */
  #optionOrder(): number[] | null {
    const given = this.#file.optionNames ?? []
    const { optionNames } = this.#after
    // The file has no options, or in the place of options the names of variants of a product without any.
    if (given.length === 0 || this.#namesVariants) return []
    const folded = given.map((name) => name.toLowerCase())
    const order = optionNames.map((name) => folded.indexOf(name.toLowerCase()))
    if (given.length === order.length && !order.includes(-1)) return order
    this.#context.problems.add('OPTIONS_DIFFER', { row: this.#file.row }, optionNames.join(', ') || '–')
    return null
  }

  get #namesVariants(): boolean {
    const given = this.#file.optionNames ?? []
    return this.#after.optionNames.length === 0 && given.length === 1 && given[0] === UNNAMED_OPTION
  }

  #merge(row: FileVariant, order: number[]): void {
    const { known, problems } = this.#context
    const owner = row.sku === undefined ? undefined : known.bySku.get(row.sku)
    if (owner && owner.id !== this.#before?.id)
      return problems.add(
        'SKU_OF_OTHER_PRODUCT',
        { row: row.row, ...row.skuAt, text: row.sku ?? '' },
        owner.name,
      )
    const values = order.map((index) => row.optionValues[index] ?? '')
    const name = this.#namesVariants ? row.optionValues[0] : row.name
    const index = this.#find(row, values, name)
    // PrestaShop's file of products has one row for all combinations of a product: the SKU of none of them.
    if (
      index === undefined &&
      values.length === 0 &&
      this.#before?.optionNames.length &&
      isOfPrestaShop(this.#file)
    )
      return
    const first = index === undefined ? undefined : this.#rows.get(index)
    if (first !== undefined) return problems.add('VARIANT_TWICE', { row: row.row }, first)
    const current = index === undefined ? undefined : this.#variants[index]
    const product = { file: this.#file, before: this.#before }
    const price = priceOfRow(row, { ...product, ...(current && { current }) }, this.#context)
    const weight = current && weightOfRow(row, { ...product, current })
    const variant = current
      ? changed(
          { ...current, ...(weight !== undefined && { weightGrams: weight }) },
          row,
          values,
          name,
          price,
        )
      : this.#created(row, values, name, price)
    if (!variant) return
    this.#variants[index ?? this.#variants.length] = variant
    this.#rows.set(index ?? this.#variants.length - 1, row.row)
  }

  #find(row: FileVariant, values: string[], name: string | undefined): number | undefined {
    const bySku = row.sku === undefined ? undefined : this.#indexBySku.get(row.sku)
    if (bySku !== undefined) return bySku
    // The first row with options takes the place of the only variant that had none.
    const [only] = this.#before?.variants ?? []
    if (
      values.length > 0 &&
      only &&
      this.#isOptionsAdded &&
      !this.#rows.has(0) &&
      !this.#isSkuGiven(only.sku)
    )
      return 0
    if (values.length > 0) return this.#indexByKey.get(optionKey(values))
    if (name !== undefined) return this.#indexByKey.get(nameKey(name))
    return this.#variants.length === 1 && this.#after.optionNames.length === 0 ? 0 : undefined
  }

  get #isOptionsAdded(): boolean {
    return this.#before?.optionNames.length === 0 && this.#after.optionNames.length > 0
  }

  #isSkuGiven = (sku: string): boolean => this.#file.variants.some((row) => row.sku === sku)

  #created(
    row: FileVariant,
    values: string[],
    name: string | undefined,
    price: number | undefined,
  ): ShopVariant | null {
    const { names, problems } = this.#context
    const { optionNames } = this.#after
    if (price === undefined && !problems.has(row.row))
      problems.add('PRICE_MISSING', row.priceAt ?? { row: row.row })
    const missing = optionNames[values.length]
    if (missing !== undefined) problems.add('OPTION_VALUE_MISSING', { row: row.row }, missing)
    const needsName = optionNames.length === 0 && name === undefined && this.#variants.length > 0
    if (needsName) problems.add('VARIANT_NAME_MISSING', { row: row.row })
    if (price === undefined || missing !== undefined || needsName) return null
    const empty = emptyVariant()
    const sku = names.sku(row.sku, this.#after, values.length > 0 ? values : name ? [name] : [], empty.id)
    const [sibling] = this.#before?.variants ?? []
    const taxCategory = sibling?.taxCategory ?? TaxCategory.STANDARD
    const weightGrams =
      row.weightImpact === undefined
        ? null
        : Math.max(0, (sibling?.weightGrams ?? 0) + row.weightImpact) || null
    return changed(
      { ...empty, taxCategory, weightGrams, sku, price, optionValues: values, name: nameOf(values, name) },
      row,
      values,
      name,
      price,
    )
  }

  /** Variants of a product differ in their options, also from those that the file does not name. */
  #requireDistinct(): void {
    if (this.#after.optionNames.length === 0) return
    const first = new Map<string, number>()
    for (const [index, variant] of this.#variants.entries()) {
      const key = keyOf(variant)
      const other = first.get(key)
      first.set(key, index)
      const row = this.#rows.get(index) ?? (other === undefined ? undefined : this.#rows.get(other))
      if (other === undefined || row === undefined || this.#context.problems.has(row)) continue
      const existing = this.#variants[this.#rows.has(index) ? other : index]
      this.#context.problems.add('VARIANT_EXISTS', { row }, existing?.sku ?? '')
    }
  }
}

const isOfPrestaShop = ({ externalId }: FileProduct): boolean => externalId !== undefined

const keyOf = ({ optionValues, name }: ShopVariant): string =>
  optionValues.length > 0 ? optionKey(optionValues) : nameKey(name)
const nameKey = (name: string): string => `name ${name}`

function changed(
  variant: ShopVariant,
  row: FileVariant,
  values: string[],
  name: string | undefined,
  price: number | undefined,
): ShopVariant {
  return {
    ...variant,
    ...(values.length > 0
      ? { optionValues: values, name: nameOf(values) }
      : variant.optionValues.length === 0 && name !== undefined && { name }),
    sku: row.sku ?? variant.sku,
    price: price ?? variant.price,
    recommendedPrice: row.recommendedPrice ?? variant.recommendedPrice,
    taxCategory: row.taxCategory ?? variant.taxCategory,
    weightGrams: row.weightGrams ?? variant.weightGrams,
    gtin: row.gtin ?? variant.gtin,
    onHand: row.onHand ?? variant.onHand,
  }
}

const nameOf = (values: string[], name?: string): string => values.join(' / ') || (name ?? ONLY_VARIANT)

/** A variant of which the file says nothing yet. */
const emptyVariant = (): Omit<ShopVariant, 'price' | 'sku'> => ({
  id: v7(),
  name: '',
  optionValues: [],
  recommendedPrice: null,
  taxCategory: TaxCategory.STANDARD,
  weightGrams: null,
  gtin: null,
  onHand: 0,
})
