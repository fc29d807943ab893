import type { BuyerContext } from '../app/context.ts'
import { readNoticeId } from './cart-notices.ts'
import { defineCartChange, type ChangedCart } from './change-cart.ts'
import { CART_LIMITS } from './stored-cart.ts'

/**
 * Notes that the buyer knows the prices that these notices told, and forgets lines that are no longer sold. Ids of other notices are ignored: they
 * may have been acknowledged in another tab.
 */
export async function acknowledgeCartNotices(
  ctx: BuyerContext,
  { noticeIds, withLines }: { noticeIds: readonly string[]; withLines: boolean },
): Promise<ChangedCart> {
  const { variants } = await ctx.app.catalogs.of(ctx.shop)
  const acknowledged = [...new Set(noticeIds)]
    .map(readNoticeId)
    .filter((line) => line !== undefined)
    .filter(({ variantId, price }) => price !== null || !variants.has(variantId))
    .slice(0, CART_LIMITS.lines)
  return acknowledgeLines(ctx, { acknowledged, withLines })
}

const acknowledgeLines = defineCartChange('return respond(acknowledge())')
