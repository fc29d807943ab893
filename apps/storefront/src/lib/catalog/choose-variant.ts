/** What choosing a variant needs to know of it. */
export interface ChoosableVariant {
  id: string
  /** One for each option. */
  optionValues: readonly string[]
  availableQuantity: number
}

/** Whether a value can be combined with what is chosen of the other options. */
export type ValueState = 'available' | 'sold out' | 'not combinable'

/** The variant that is chosen at first: one that is in stock, if there is any. */
export const firstVariant = <V extends ChoosableVariant>(variants: readonly V[]): V | undefined =>
  variants.find(({ availableQuantity }) => availableQuantity > 0) ?? variants[0]

/** The variant with exactly these values. */
export const variantOf = <V extends ChoosableVariant>(
  variants: readonly V[],
  values: readonly string[],
): V | undefined =>
  variants.find(({ optionValues }) => values.every((value, at) => optionValues[at] === value))

/** The state of a value of the option at `place`, with what is chosen of the others. */
export function stateOfValue(
  variants: readonly ChoosableVariant[],
  chosen: readonly string[],
  place: number,
  value: string,
): ValueState {
  const variant = variantOf(variants, chosen.with(place, value))
  if (!variant) return 'not combinable'
  return variant.availableQuantity > 0 ? 'available' : 'sold out'
}

/**
 * The variant for a value that was chosen of the option at `place`: the one that keeps most of the other values, the earlier options first, and
 * of those one in stock. Every value is of some variant, so every choice leads to one.
 */
export function variantWithValue<V extends ChoosableVariant>(
  variants: readonly V[],
  chosen: readonly string[],
  place: number,
  value: string,
): V | undefined {
  const exact = variantOf(variants, chosen.with(place, value))
  if (exact) return exact
  const kept = ({ optionValues }: V) =>
    optionValues.filter((each, at) => at !== place && each === chosen[at]).length
  const candidates = variants.filter(({ optionValues }) => optionValues[place] === value)
  const most = Math.max(...candidates.map(kept))
  return firstVariant(candidates.filter((variant) => kept(variant) === most))
}
