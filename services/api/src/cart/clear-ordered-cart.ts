import type { BuyerContext } from '../app/context.ts'
import { defineScript } from '../platform/redis/redis-script.ts'
import { cartKeys } from './stored-cart.ts'

/** Clears a cart that has become an order, unless it was changed since: what was added meanwhile is the next order's. */
export async function clearOrderedCart(ctx: BuyerContext, version: string): Promise<void> {
  const { cart } = cartKeys(ctx.shop.id, ctx.visitor.key)
  try {
    await run(ctx.app.redis, [cart], [version])
  } catch (error) {
    ctx.app.log.warn(
      { err: error },
      'An ordered cart was not cleared; its version keeps it from being ordered again',
    )
  }
}

const run = defineScript<number>(`
if redis.call('HGET', KEYS[1], 'version') == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`)
