import type { Variant } from './product.documents.ts'

/** What the form that adjusts the stock of a variant shows of it. */
export type AdjustableVariant = Pick<Variant, 'id' | 'name' | 'sku' | 'onHand' | 'reserved' | 'available'>
