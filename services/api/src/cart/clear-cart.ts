import type { BuyerContext } from '../app/context.ts'
import { defineCartChange, type ChangedCart } from './change-cart.ts'

/** Removes every line from the visitor's cart. */
export const clearCart = (ctx: BuyerContext): Promise<ChangedCart> => deleteCart(ctx, { withLines: false })

const deleteCart = defineCartChange(`
redis.call('DEL', cart)
return respond('OK')
`)
