import { ONLY_VARIANT } from '../kernel/only-variant.ts'
import type { ShopProduct, ShopVariant } from './shop-product.ts'
import { UNNAMED_OPTION } from './unnamed-option.ts'

/** Names and values. Without options, the name of a variant stands for the value of one; Shopify writes one for every product. */
export function optionsOf(product: ShopProduct, variant: ShopVariant): [name: string, value: string][] {
  const { optionNames } = product
  if (optionNames.length === 0)
    return [[UNNAMED_OPTION, hasName(product, variant) ? variant.name : 'Default Title']]
  return optionNames.map((name, index) => [name, variant.optionValues[index] ?? ''])
}

/** The only variant of a product usually has no name of its own. */
export const hasName = ({ variants }: ShopProduct, { name }: ShopVariant): boolean =>
  variants.length > 1 || name !== ONLY_VARIANT
