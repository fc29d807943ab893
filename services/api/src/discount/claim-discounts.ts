import { CheckConstraintViolationException, ForeignKeyConstraintViolationException } from '@mikro-orm/core'
import type { BuyerContext } from '../app/context.ts'
import { hmacOf } from '../platform/crypto/sign.ts'
import type { Discount } from './discount.ts'

/** The rows of one use of a discount. */
interface Claim {
  discount_id: string
  /** What the address is counted under, by key of ORDER_TOKEN_KEY. None if the discount does not limit uses by e-mail address. */
  email_keys: string[]
  /** Of the address. */
  max_uses: number | null
}

/** What an order uses of these discounts, as the parameter of CLAIM_DISCOUNTS. */
export const claimsOf = (ctx: BuyerContext, discounts: readonly Discount[], email: string): string =>
  JSON.stringify(
    discounts.map(({ id, maxUsesPerEmail }): Claim => ({
      discount_id: id,
      email_keys: maxUsesPerEmail === null ? [] : emailKeys(ctx, id, email),
      max_uses: maxUsesPerEmail,
    })),
  )

const emailKeys = (ctx: BuyerContext, discountId: string, email: string): string[] =>
  ctx.app.env.orderTokenKeys.map((key) =>
    hmacOf(key, 'discount', ctx.shop.id, discountId, email.toLowerCase()),
  )

/** The counts of one buyer's uses, as a parameter of USED_BY_BUYER. Discounts without a limit by address are left out. */
export const buyerKeysOf = (ctx: BuyerContext, discounts: readonly Discount[], email: string): string =>
  JSON.stringify(
    discounts.flatMap(({ id, maxUsesPerEmail }) =>
      maxUsesPerEmail === null ? [] : [{ discount_id: id, email_keys: emailKeys(ctx, id, email) }],
    ),
  )

/** Selects the ids of discounts that a buyer has used as often as allowed. Parameters: buyerKeysOf, and the shop's id twice. */
export const USED_BY_BUYER = `
  select used.id from jsonb_to_recordset(?::jsonb) k (discount_id uuid, email_keys text[]), lateral (
    select d.id from discount d where d.shop_id = ? and d.id = k.discount_id and d.max_uses_per_email <= (
      select sum(n.uses) from discount_use_count n where n.shop_id = ? and n.discount_id = k.discount_id and n.email_key = any (k.email_keys)
    )
  ) used`

/**
 * Parts of a WITH statement that count the uses of the order in `placed` (shop_id, id). They violate a check where a limit would be exceeded. Rows are
 * locked in one order, so that concurrent orders cannot deadlock. Who was counted under an earlier key stays so.
 */
export const CLAIM_DISCOUNTS = `
  claim as (
    select c.discount_id, c.max_uses, coalesce((
        select n.email_key from discount_use_count n
        where n.shop_id = placed.shop_id and n.discount_id = c.discount_id and n.email_key = any (c.email_keys)
        order by array_position(c.email_keys, n.email_key) limit 1
      ), c.email_keys[1], '') as email_key
    from placed, jsonb_to_recordset(?::jsonb) c (discount_id uuid, email_keys text[], max_uses integer)
  ), counted as (
    insert into discount_use_count as n (shop_id, discount_id, email_key, uses, max_uses)
      select placed.shop_id, k.discount_id, k.email_key, 1, k.max_uses
      from placed, (
        select discount_id, '' as email_key, null as max_uses from claim
        union all
        select discount_id, email_key, max_uses from claim where email_key <> ''
      ) k order by k.discount_id, k.email_key
    on conflict (shop_id, discount_id, email_key) do update set uses = n.uses + 1,
      max_uses = case when n.email_key = '' then n.max_uses else excluded.max_uses end,
      excess = case when n.email_key = '' then n.excess else greatest(0, n.uses - excluded.max_uses) end
  ), used as (
    insert into discount_use (shop_id, order_id, discount_id, email_key)
      select placed.shop_id, placed.id, claim.discount_id, claim.email_key from placed, claim
  )`

/**
 * Whether an order could not use a discount as it was priced: another order took the last use meanwhile, or a member removed the discount. Priced
 * again, the order is placed without it, or refused with the reason.
 */
export const isDiscountGone = (error: unknown): boolean =>
  (error instanceof CheckConstraintViolationException && /discount_used_(up|by_buyer)/.test(error.message)) ||
  (error instanceof ForeignKeyConstraintViolationException && error.message.includes('discount_use'))
