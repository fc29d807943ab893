/**
 * @typedef {{ id: string, name: string, optionValues: string[] }} Variant
 * @typedef {{ options: { name: string, values: string[] }[], variants: Variant[] }} Product
 */

/** @param {Pick<Product, 'options'>} product @param {Variant} variant */
const valuesOf = (product, variant) => (product.options.length > 0 ? variant.optionValues : [variant.name])

/**
 * What a buyer chooses: a value of each option, or the variant itself of a product without options.
 * @param {Product} product @param {string} title for the choice of a variant
 */
export function choicesOf(product, title) {
  if (product.options.length > 0) return product.options
  return [{ name: title, values: product.variants.map(({ name }) => name) }].filter(
    ({ values }) => values.length > 1,
  )
}

/**
 * The variant with these values, in the order of the choices; of a product with only one variant that one.
 * @template {Variant} Kind
 * @param {{ options: Product['options'], variants: Kind[] }} product
 * @param {string[]} values
 */
export const variantOf = (product, values) =>
  values.length === 0
    ? product.variants[0]
    : product.variants.find((variant) =>
        valuesOf(product, variant).every((value, index) => value === values[index]),
      )

/**
 * The values of the first variant that can be bought, or else of the first one.
 * @param {{ options: Product['options'], variants: (Variant & { availableQuantity: number })[] }} product
 */
export function firstValues(product) {
  const available = product.variants.find(({ availableQuantity }) => availableQuantity > 0)
  const variant = available ?? product.variants[0]
  const isChosen = product.options.length > 0 || product.variants.length > 1
  return isChosen && variant ? valuesOf(product, variant) : []
}
