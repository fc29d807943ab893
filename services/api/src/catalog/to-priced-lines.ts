import type { LineToPrice } from '../pricing/price-lines.ts'
import type { CatalogVariant } from './catalog.ts'

/** The lines of a cart as `priceLines` takes them. */
export const toPricedLines = (
  lines: readonly { variant: CatalogVariant; quantity: number }[],
): LineToPrice<CatalogVariant['taxCategory']>[] =>
  lines.map(({ variant, quantity }) => ({
    id: variant.id,
    quantity,
    unitPrice: variant.price.amount,
    taxCategory: variant.taxCategory,
  }))
