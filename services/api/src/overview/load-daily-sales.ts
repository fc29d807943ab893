import type { InTransaction, ShopContext } from '../app/context.ts'
import { toArray } from '../platform/db/sql.ts'
import { money, type Money } from '../kernel/money.type.ts'
import { FulfillmentStatus } from '../order/order-status.ts'
import { CAPTURES, RETURNS } from '../payment/ledger/ledger-kind.ts'

/** The paid orders of one day, and what was refunded on it. */
export interface DailySales {
  /** `2026-11-30`, in the shop's time zone. */
  day: string
  orderCount: number
  /** Less the refunds that were made on that day, whenever their orders were placed: it can be negative. */
  total: Money
}

/** What GraphQL's Int can carry: a day with more is shown as this. */
const MAX_INT = 2 ** 31 - 1

/**
 * The paid orders of the last `days` days by the day on which they were placed, less the refunds by the day on which they were made, oldest first; days
 * without any have zeros. What was paid in a bank's test environment does not count. One statement.
 */
export async function loadDailySales(
  { em, shop }: InTransaction<ShopContext>,
  days: number,
): Promise<DailySales[]> {
  const rows = await em.execute<{ day: string; count: number; total: string }[]>(DAILY_SALES, [
    shop.timeZone,
    days - 1,
    shop.id,
    shop.timeZone,
    shop.timeZone,
    toArray(Object.values(FulfillmentStatus)),
    shop.id,
    shop.timeZone,
    shop.timeZone,
  ])
  return rows.map(({ day, count, total }) => ({
    day,
    orderCount: count,
    total: money(Math.max(-MAX_INT, Math.min(Number(total), MAX_INT)), shop.currency),
  }))
}

const DAILY_SALES = `
  with today as (select (now() at time zone ?)::date as day),
  first as (select day - ?::int as day from today),
  movement as materialized (
    select l.order_id, l.kind, l.amount, l.is_test, l.at from first, ledger_entry l
    where l.shop_id = ? and l.at >= first.day::timestamp at time zone ?
  ),
  tested as materialized (select order_id from movement where is_test and kind in ${CAPTURES}),
  sales as (
    select (o.placed_at at time zone ?)::date as day, count(*)::int as count, sum(o.total)::bigint as total
    from first cross join unnest(?::text[]) f (fulfillment)
    cross join lateral (select placed_at, total from "order" t where t.shop_id = ? and t.status = 'PAID'
      and t.fulfillment = f.fulfillment and t.placed_at >= first.day::timestamp at time zone ?
      and not exists (select from tested where tested.order_id = t.id) offset 0) o
    group by 1),
  refunds as (
    select (m.at at time zone ?)::date as day, sum(m.amount)::bigint as total from movement m
    where not m.is_test and m.kind in ${RETURNS} group by 1)
  select d.day::date::text as day, coalesce(s.count, 0) as count, (coalesce(s.total, 0) + coalesce(r.total, 0))::text as total
  from first cross join today cross join generate_series(first.day, today.day, interval '1 day') d (day)
  left join sales s on s.day = d.day::date left join refunds r on r.day = d.day::date order by d.day`
