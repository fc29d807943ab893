/**
 * SQL for the lowest price of a variant within the 30 days before its reduction, in minor units; null without an announced reduction.
 * Of the prices that began earlier, the last one was charged when the 30 days began. It never changes: the history only grows, and all
 * that counts lies before the reduction.
 * @param variant name in the statement of a row with the columns shop_id, id and reduced_since
 */
export const selectPriorPrice = (variant: string): string => `
  case when ${variant}.reduced_since is not null then (
    select min(h.price) from price_history h
    where h.shop_id = ${variant}.shop_id and h.variant_id = ${variant}.id and h.since < ${variant}.reduced_since
      and h.since >= coalesce((
        select max(b.since) from price_history b
        where b.shop_id = ${variant}.shop_id and b.variant_id = ${variant}.id and b.since <= ${variant}.reduced_since - interval '30 days'
      ), '-infinity')
  ) end`
