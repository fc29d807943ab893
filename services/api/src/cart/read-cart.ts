import type { BuyerContext } from '../app/context.ts'
import { rethrow } from '../platform/classify-error.ts'
import { defineScript } from '../platform/redis/redis-script.ts'
import {
  CART_LIMITS,
  cartKeys,
  EXCERPT_LUA,
  readExcerpt,
  readStoredCart,
  type CartExcerpt,
  type StoredCart,
} from './stored-cart.ts'

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

/**
 * Like readCart, but reads the lines only if they are asked for, or if the stored totals are not at `prices`.
 * @throws SERVICE_UNAVAILABLE
 */
export async function readCartExcerpt(
  ctx: BuyerContext,
  { prices, withLines }: { prices: string; withLines: boolean },
): Promise<CartExcerpt | null> {
  const { cart } = cartKeys(ctx.shop.id, ctx.visitor.key)
  return readExcerpt(await readFields(ctx.app.redis, [cart], [prices, withLines ? 1 : 0]), prices)
}

const readFields = defineScript<string[]>(`
local cart, prices, with_lines = KEYS[1], ARGV[1], ARGV[2] == '1'
${EXCERPT_LUA}
return excerpt()
`)
