import type { BuyerContext } from '../app/context.ts'
import { defineScript } from '../platform/redis/redis-script.ts'
import { reportFailure } from '../platform/telemetry/report-failure.ts'
import { cartKeys } from './stored-cart.ts'

/**
 * Deletes a cart that has become an order, unless it has changed since: items added in the meantime stay for the next
 * order.
 */
export async function clearOrderedCart(ctx: BuyerContext, version: string): Promise<void> {
  const { cart } = cartKeys(ctx.shop.id, ctx.visitor.key)
  try {
    await deleteIfVersion(ctx.app.redis, [cart], [version])
  } catch (error) {
    const message = 'Could not clear the cart of a placed order; its version prevents a second order'
    reportFailure(ctx.app.log, 'after-commit', error, {}, message)
  }
}

const deleteIfVersion = defineScript<number>(`
if redis.call('HGET', KEYS[1], 'version') == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`)
