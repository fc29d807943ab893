import type { BuyerContext } from '../app/context.ts'
import { findCode, whyNotNow } from '../discount/choose-discounts.ts'
import { reject } from '../kernel/errors.ts'
import { defineCartChange, type ChangedCart } from './change-cart.ts'

/**
 * Keeps a discount code with the visitor's cart, instead of any other. A code that does not apply to what the cart contains is kept too: it may
 * apply once that changes.
 * @throws OperationError DISCOUNT_CODE_UNKNOWN, DISCOUNT_CODE_NOT_STARTED, DISCOUNT_CODE_EXPIRED, DISCOUNT_CODE_USED_UP
 */
export async function applyDiscountCode(
  ctx: BuyerContext,
  { code: entered }: { code: string },
): Promise<ChangedCart> {
  const code = entered.trim().toUpperCase()
  const { discounts } = await ctx.app.catalogs.of(ctx.shop)
  const discount = findCode(discounts, code) ?? reject('DISCOUNT_CODE_UNKNOWN', 'code')
  const problem = whyNotNow(discount, Date.now())
  if (problem) return reject(problem, 'code')
  return putCode(ctx, { code, withLines: true })
}

const putCode = defineCartChange('return respond(put_code())')
