import type { BuyerContext } from '../app/context.ts'
import { defineCartChange, type ChangedCart } from './change-cart.ts'

/** Removes the discount code from the visitor's cart, if it has one. */
export const removeDiscountCode = (ctx: BuyerContext): Promise<ChangedCart> =>
  removeCode(ctx, { withLines: true })

const removeCode = defineCartChange('return respond(remove_code())')
