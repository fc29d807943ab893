import { CheckConstraintViolationException } from '@mikro-orm/core'
import type { BuyerContext } from '../app/context.ts'
import { OperationError } from '../kernel/errors.ts'
import { hmacOf } from '../platform/crypto/sign.ts'
import type { Discount } from './discount.ts'

/** The rows of one use of a discount. */
interface Claim {
  discount_id: string
  /** Empty if the discount does not limit uses by e-mail address. */
  email_key: string
  /** Of the address. */
  max_uses: number | null
}

/** What an order uses of these discounts, as the parameter of CLAIM_DISCOUNTS. */
export const claimsOf = (ctx: BuyerContext, discounts: readonly Discount[], email: string): string =>
  JSON.stringify(
    discounts.map(({ id, maxUsesPerEmail }): Claim => ({
      discount_id: id,
      email_key:
        maxUsesPerEmail === null
          ? ''
          : hmacOf(ctx.app.env.orderTokenKey, 'discount', ctx.shop.id, id, email.toLowerCase()),
      max_uses: maxUsesPerEmail,
    })),
  )

/**
 * Parts of a WITH statement that count the uses of the order in `placed` (shop_id, id). They violate a check where a limit would be exceeded. Rows are
 * locked in one order, so that concurrent orders cannot deadlock.
 */
export const CLAIM_DISCOUNTS = `
  claim as (
    select c.* from jsonb_to_recordset(?::jsonb) c (discount_id uuid, email_key text, max_uses integer)
  ), counted as (
    insert into discount_use_count as n (shop_id, discount_id, email_key, uses, max_uses)
      select placed.shop_id, k.discount_id, k.email_key, 1, k.max_uses
      from placed, (
        select discount_id, '' as email_key, null as max_uses from claim
        union all
        select discount_id, email_key, max_uses from claim where email_key <> ''
      ) k order by k.discount_id, k.email_key
    on conflict (shop_id, discount_id, email_key) do update set uses = n.uses + 1,
      max_uses = case when n.email_key = '' then n.max_uses else excluded.max_uses end
  ), used as (
    insert into discount_use (shop_id, order_id, discount_id, email_key)
      select placed.shop_id, placed.id, claim.discount_id, claim.email_key from placed, claim
  )`

/**
 * The error for a buyer whose order would exceed a limit of a discount; any other error as it is.
 * @param hasCode whether one of the discounts is a code that the buyer entered
 */
export function toDiscountError(error: unknown, hasCode: boolean): unknown {
  if (!(error instanceof CheckConstraintViolationException)) return error
  if (error.message.includes('discount_used_by_buyer'))
    return new OperationError(
      hasCode ? { code: 'DISCOUNT_CODE_ALREADY_USED' } : { code: 'PRICE_CHANGED', field: ['expectedTotal'] },
    )
  if (error.message.includes('discount_used_up'))
    return new OperationError(
      hasCode ? { code: 'DISCOUNT_CODE_USED_UP' } : { code: 'PRICE_CHANGED', field: ['expectedTotal'] },
    )
  return error
}
