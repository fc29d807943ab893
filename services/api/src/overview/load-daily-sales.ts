import type { InTransaction, ShopContext } from '../app/context.ts'
import { toArray } from '../platform/db/sql.ts'
import { money, type Money } from '../kernel/money.type.ts'
import { FulfillmentStatus } from '../order/order-status.ts'

/** The paid orders of one day. */
export interface DailySales {
  /** `2026-11-30`, in the shop's time zone. */
  day: string
  orderCount: number
  total: Money
}

/** What GraphQL's Int can carry: a day with more is shown as this. */
const MAX_INT = 2 ** 31 - 1

/** The paid orders of the last `days` days by the day on which they were placed, oldest first; days without any have zeros. One statement. */
export async function loadDailySales(
  { em, shop }: InTransaction<ShopContext>,
  days: number,
): Promise<DailySales[]> {
  const rows = await em.execute<{ day: string; count: number; total: string }[]>(DAILY_SALES, [
    shop.timeZone,
    days - 1,
    shop.timeZone,
    toArray(Object.values(FulfillmentStatus)),
    shop.id,
    shop.timeZone,
  ])
  return rows.map(({ day, count, total }) => ({
    day,
    orderCount: count,
    total: money(Math.min(Number(total), MAX_INT), shop.currency),
  }))
}

const DAILY_SALES = `
  with today as (select (now() at time zone ?)::date as day),
  first as (select day - ?::int as day from today),
  sales as (
    select (o.placed_at at time zone ?)::date as day, count(*)::int as count, sum(o.total)::bigint as total
    from first cross join unnest(?::text[]) f (fulfillment)
    cross join lateral (select placed_at, total from "order" t where t.shop_id = ? and t.status = 'PAID'
      and t.fulfillment = f.fulfillment and t.placed_at >= first.day::timestamp at time zone ? offset 0) o
    group by 1)
  select d.day::date::text as day, coalesce(s.count, 0) as count, coalesce(s.total, 0)::text as total
  from first cross join today cross join generate_series(first.day, today.day, interval '1 day') d (day)
  left join sales s on s.day = d.day::date order by d.day`
