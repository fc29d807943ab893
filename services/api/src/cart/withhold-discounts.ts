import type { BuyerContext } from '../app/context.ts'
import { defineScript } from '../platform/redis/redis-script.ts'
import { cartKeys } from './stored-cart.ts'

/**
 * Notes in the cart that its buyer cannot use these automatic discounts, which is known only when an order names the buyer's e-mail address: from
 * now on the cart and its quotes are shown without them, so that a changed price is told once. Unless the cart has changed since.
 */
export async function withholdDiscounts(
  ctx: BuyerContext,
  version: string,
  discountIds: readonly string[],
): Promise<void> {
  const { cart } = cartKeys(ctx.shop.id, ctx.visitor.key)
  await withholdIfVersion(ctx.app.redis, [cart], [version, discountIds.join(',')])
}

const withholdIfVersion = defineScript<number>(`
if redis.call('HGET', KEYS[1], 'version') ~= ARGV[1] then return 0 end
return redis.call('HSET', KEYS[1], 'withheld', ARGV[2])
`)
