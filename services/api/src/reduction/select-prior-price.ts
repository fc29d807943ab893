/**
 * SQL for the lowest price of a variant within the 30 days before an instant, in minor units; null if it had none. Of the prices that began
 * earlier, the last one was charged when the 30 days began.
 * @param variant name in the statement of a row with the columns shop_id and id
 * @param instant SQL of a timestamptz
 */
export const selectLowestPriceBefore = (variant: string, instant: string): string => `(
    select min(h.price) from price_history h
    where h.shop_id = ${variant}.shop_id and h.variant_id = ${variant}.id and h.since < ${instant}
      and h.since >= coalesce((
        select max(b.since) from price_history b
        where b.shop_id = ${variant}.shop_id and b.variant_id = ${variant}.id and b.since <= ${instant} - interval '30 days'
      ), '-infinity')
  )`

/**
 * SQL for the prior price of a variant's reduction; null without an announced one. It never changes: the history only grows, and all that
 * counts lies before the reduction.
 * @param variant name in the statement of a row with the columns shop_id, id and reduced_since
 */
export const selectPriorPrice = (variant: string): string => `
  case when ${variant}.reduced_since is not null then ${selectLowestPriceBefore(variant, `${variant}.reduced_since`)} end`
