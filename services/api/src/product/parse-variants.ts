import { ONLY_VARIANT } from '../kernel/only-variant.ts'
import { TaxCategory } from '../tax/tax-category.ts'
import type { ProblemList } from './problem-list.ts'
import { parseGtin } from './gtin.ts'
import { LIMITS } from './product-limits.ts'
import type { VariantInput } from './product.input.ts'

/** A variant as it was typed. Prices in minor units, tax included. */
export interface ParsedVariant {
  /** Null: a new variant. */
  id: string | null
  /** Null: the present one, or one that is made from the slug. */
  sku: string | null
  name: string
  optionValues: string[]
  price: number
  recommendedPrice: number | null
  taxCategory: TaxCategory
  weightGrams: number | null
  /** 8, 12, 13 or 14 digits. */
  gtin: string | null
  /** The first count of a new variant. */
  onHand: number
  lowStockThreshold: number | null
}

/** Checks the variants of a product and adds everything that is wrong with them to the list. */
export function parseVariants(
  inputs: readonly VariantInput[],
  optionNames: readonly string[],
  problems: ProblemList,
): ParsedVariant[] {
  if (inputs.length === 0) problems.add('REQUIRED', 'variants')
  if (inputs.length > LIMITS.variants) {
    problems.add('TOO_MANY_VARIANTS', 'variants')
    return []
  }
  const variants = inputs.map((input, index) => parseVariant(input, index))
  addRepeated(
    variants.map(({ id }) => id),
    'id',
  )
  if (optionNames.length > 0)
    addRepeated(
      variants.map(({ optionValues }) =>
        optionValues.includes('') ? null : optionValues.join('\n').toLowerCase(),
      ),
      'optionValues',
    )
  return variants

  function parseVariant(input: VariantInput, index: number): ParsedVariant {
    const at = ['variants', index] as const
    const optionValues = parseOptionValues(input.optionValues ?? [], index)
    const isNamed = optionNames.length === 0 && inputs.length > 1
    const name = isNamed
      ? problems.requiredText(input.name, LIMITS.variantName, ...at, 'name')
      : problems.text(input.name, LIMITS.variantName, ...at, 'name')
    return {
      id: input.id ?? null,
      sku: problems.reference(input.sku, LIMITS.sku, ...at, 'sku'),
      name: optionNames.length > 0 ? optionValues.join(' / ') : (name ?? ONLY_VARIANT),
      optionValues,
      price: problems.number(input.price, LIMITS.price, ...at, 'price') ?? 0,
      recommendedPrice: problems.number(input.recommendedPrice, LIMITS.price, ...at, 'recommendedPrice'),
      taxCategory: input.taxCategory ?? TaxCategory.STANDARD,
      weightGrams: problems.number(input.weightGrams, LIMITS.weightGrams, ...at, 'weightGrams'),
      gtin: parseBarcode(input.gtin, index),
      onHand: problems.number(input.onHand, LIMITS.quantity, ...at, 'onHand') ?? 0,
      lowStockThreshold: problems.number(
        input.lowStockThreshold,
        LIMITS.quantity,
        ...at,
        'lowStockThreshold',
      ),
    }
  }

  function parseBarcode(value: string | null | undefined, index: number): string | null {
    const text = problems.reference(value, LIMITS.gtin, 'variants', index, 'gtin')
    if (text === null) return null
    const gtin = parseGtin(text)
    if (gtin === null) problems.add('GTIN_INVALID', 'variants', index, 'gtin')
    return gtin
  }

  function parseOptionValues(values: readonly string[], index: number): string[] {
    if (values.length !== optionNames.length) {
      problems.add('OPTION_VALUES_MISMATCH', 'variants', index, 'optionValues')
      return [...values]
    }
    return values.map((value, place) =>
      problems.requiredText(value, LIMITS.optionValue, 'variants', index, 'optionValues', place),
    )
  }

  function addRepeated(values: readonly (string | null)[], field: string): void {
    const seen = new Set<string>()
    for (const [index, value] of values.entries()) {
      if (value === null) continue
      if (seen.has(value)) problems.add('VARIANT_REPEATED', 'variants', index, field)
      seen.add(value)
    }
  }
}
