import { m } from '#lib/paraglide/messages.js'
import { MAX_OPTIONS, MAX_VARIANTS, type GridFault } from '#lib/product/option-grid.ts'

/** Why the options cannot be changed that way. */
export const faultText: Record<GridFault, () => string> = {
  EMPTY: m.product_option_empty,
  DUPLICATE: m.product_option_duplicate,
  TOO_MANY_OPTIONS: () => m.product_option_too_many({ max: MAX_OPTIONS }),
  TOO_MANY_VARIANTS: () => m.product_variants_too_many({ max: MAX_VARIANTS }),
}
