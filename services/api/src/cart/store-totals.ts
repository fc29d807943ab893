import type { BuyerContext } from '../app/context.ts'
import { defineScript } from '../platform/redis/redis-script.ts'
import { reportFailure } from '../platform/telemetry/report-failure.ts'
import { cartKeys, type CartTotals } from './stored-cart.ts'

/**
 * Stores the totals of a cart at these prices, unless the cart has changed since, so that its lines need not be read for
 * them the next time. A failure is only logged: nothing depends on it.
 */
export async function storeTotals(
  ctx: BuyerContext,
  version: string,
  { amount, quantity }: CartTotals,
  prices: string,
): Promise<void> {
  const { cart } = cartKeys(ctx.shop.id, ctx.visitor.key)
  try {
    await storeIfVersion(ctx.app.redis, [cart], [version, `${amount}:${quantity}:${prices}`])
  } catch (error) {
    reportFailure(ctx.app.log, 'cache', error, {}, 'Could not store the totals of a cart')
  }
}

const storeIfVersion = defineScript<number>(`
if redis.call('HGET', KEYS[1], 'version') ~= ARGV[1] then return 0 end
return redis.call('HSET', KEYS[1], 'total', ARGV[2])
`)
