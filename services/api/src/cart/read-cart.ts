import type { BuyerContext } from '../app/context.ts'
import { rethrow } from '../platform/classify-error.ts'
import { CART_LIMITS, cartKeys, readStoredCart, type StoredCart } from './stored-cart.ts'

/**
 * Reads the visitor's cart and renews its expiry in one round trip; null when nothing was ever added.
 * @throws SERVICE_UNAVAILABLE
 */
export async function readCart(ctx: BuyerContext): Promise<StoredCart | null> {
  const { cart } = cartKeys(ctx.shop.id, ctx.visitor.key)
  const replies = await ctx.app.redis
    .pipeline()
    .hgetall(cart)
    .expire(cart, CART_LIMITS.lifeSeconds)
    .exec()
    .catch(rethrow)
  const [error, fields] = replies?.[0] ?? [new Error('Redis returned no reply')]
  if (error) rethrow(error)
  return readStoredCart(fields as Record<string, string>)
}
