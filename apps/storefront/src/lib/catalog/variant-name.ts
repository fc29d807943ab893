/** How the API names the only variant of a product without options: not worth showing. */
const ONLY_VARIANT = 'Standard'

/** The name of a variant as buyers see it; empty if it tells them nothing. */
export const shownVariantName = (name: string, optionValues: readonly string[] = []): string =>
  name === ONLY_VARIANT && optionValues.length === 0 ? '' : name

/** Product and variant in one text. */
export const nameOfItem = ({
  name,
  optionValues,
  product,
}: {
  name: string
  optionValues: readonly string[]
  product: { name: string }
}): string => [product.name, shownVariantName(name, optionValues)].filter(Boolean).join(' – ')
