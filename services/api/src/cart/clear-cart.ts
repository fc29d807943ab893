import type { BuyerContext } from '../app/context.ts'
import { changeCart, type ChangedCart } from './change-cart.ts'

/** Takes everything out of the visitor's cart. */
export const clearCart = (ctx: BuyerContext): Promise<ChangedCart> => changeCart(ctx, { how: 'clear' })
