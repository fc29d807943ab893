import { RequestError } from '../kernel/errors.ts'
import type { CatalogProduct, CatalogVariant } from './catalog.ts'
import { foldOption } from './option-dictionary.ts'
import type { ChosenOptionInput, OptionAvailability } from './variant-choice.type.ts'

/** Several times as many as a product has. */
const MAX_CHOSEN = 20

/**
 * The variant with these values, or null. Every option of the product has to be named, and no other.
 * @throws BAD_USER_INPUT for more than twenty options
 */
export function chooseVariant(
  product: CatalogProduct,
  chosen: readonly ChosenOptionInput[],
): CatalogVariant | null {
  const choice = parseChoice(chosen)
  const names = product.options.map(({ name }) => foldOption(name))
  const isComplete = names.every((name) => choice.has(name)) && choice.size === new Set(names).size
  if (!isComplete) return null
  const wanted = wantedValues(product, choice)
  return product.variants.find((variant) => hasValues(variant, wanted)) ?? null
}

/**
 * For each value of each option, whether a variant has it together with what is chosen of the other options. What names no option of the product
 * is ignored.
 * @throws BAD_USER_INPUT for more than twenty options
 */
export function optionAvailability(
  product: CatalogProduct,
  chosen: readonly ChosenOptionInput[],
): OptionAvailability[] {
  const wanted = wantedValues(product, parseChoice(chosen))
  return product.options.map(({ name, values }, place) => {
    const others = wanted.with(place, null)
    const existing = new Set<string | undefined>()
    const inStock = new Set<string | undefined>()
    for (const variant of product.variants) {
      if (!hasValues(variant, others)) continue
      existing.add(variant.optionValues[place])
      if (variant.availableQuantity > 0) inStock.add(variant.optionValues[place])
    }
    return {
      name,
      values: values.map((value) => ({
        value,
        selected: wanted[place]?.has(value) ?? false,
        exists: existing.has(value),
        inStock: inStock.has(value),
      })),
    }
  })
}

/** Normalized values by normalized name. */
function parseChoice(chosen: readonly ChosenOptionInput[]): Map<string, string> {
  if (chosen.length > MAX_CHOSEN)
    throw new RequestError('BAD_USER_INPUT', `More than ${MAX_CHOSEN} options are chosen.`)
  return new Map(chosen.map(({ name, value }) => [foldOption(name), foldOption(value)]))
}

/** For each option of the product, its values that were chosen: several if they differ in case or accents only. Null if none was named. */
const wantedValues = (product: CatalogProduct, choice: Map<string, string>): (Set<string> | null)[] =>
  product.options.map(({ name, values }) => {
    const chosen = choice.get(foldOption(name))
    return chosen === undefined ? null : new Set(values.filter((value) => foldOption(value) === chosen))
  })

const hasValues = ({ optionValues }: CatalogVariant, wanted: readonly (Set<string> | null)[]): boolean =>
  wanted.every((values, place) => !values || values.has(optionValues[place] ?? ''))
