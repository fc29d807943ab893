import type { BuyerContext } from '../app/context.ts'
import { serviceUnavailable } from '../kernel/errors.ts'
import { CART_LIMITS, cartKeys, readStoredCart, type StoredCart } from './stored-cart.ts'

/** The visitor's cart as it is kept, its life renewed; null where nothing was put in yet. One round trip. */
export async function readCart(ctx: BuyerContext): Promise<StoredCart | null> {
  const { cart } = cartKeys(ctx.shop.id, ctx.visitor.key)
  const replies = await ctx.app.redis
    .pipeline()
    .hgetall(cart)
    .expire(cart, CART_LIMITS.lifeSeconds)
    .exec()
    .catch((error: unknown) => {
      throw serviceUnavailable(error)
    })
  const [error, fields] = replies?.[0] ?? [new Error('Redis gave no answer')]
  if (error) throw serviceUnavailable(error)
  return readStoredCart(fields as Record<string, string>)
}
