import { sql, type Sql } from '../platform/db/sql.ts'
import type { OrderFilter } from './order-filter.type.ts'

const TABLE_OF_MODE = { CARD: sql`card_payment`, BANK: sql`payment_attempt` }

const EARLIEST = new Date('0001-01-01T00:00:00Z')

/** RFC 3339 allows the year 0, which PostgreSQL rejects. */
const clampToYearOne = (instant: Date): Date => (instant < EARLIEST ? EARLIEST : instant)

const EARLIEST_DAY = '0001-01-01'

const clampDayToYearOne = (day: string): string => (day < EARLIEST_DAY ? EARLIEST_DAY : day)

/**
 * Translates the filter, except status, fulfillment and search, into conditions on the order `t`.
 * @param timeZone IANA name of the time zone in which the filter's days begin and end
 */
export function orderConditions(filter: OrderFilter, timeZone: string): Sql[] {
  const conditions: Sql[] = []
  if (filter.placedFrom) conditions.push(sql`t.placed_at >= ${clampToYearOne(filter.placedFrom)}`)
  // The API's instants have milliseconds and the column microseconds: include the whole last millisecond.
  if (filter.placedTo)
    conditions.push(
      sql`t.placed_at < ${clampToYearOne(filter.placedTo)}::timestamptz + interval '1 millisecond'`,
    )
  if (filter.placedSince)
    conditions.push(
      sql`t.placed_at >= ${clampDayToYearOne(filter.placedSince)}::date::timestamp at time zone ${timeZone}`,
    )
  if (filter.placedUntil)
    conditions.push(
      sql`t.placed_at < (${clampDayToYearOne(filter.placedUntil)}::date + 1)::timestamp at time zone ${timeZone}`,
    )
  if (filter.paymentMode)
    conditions.push(
      sql`exists (select from ${TABLE_OF_MODE[filter.paymentMode]} p where p.shop_id = t.shop_id and p.order_id = t.id)`,
    )
  if (filter.unansweredByBank)
    conditions.push(
      sql`exists (select from payment_attempt p where p.shop_id = t.shop_id and p.order_id = t.id and p.status = 'EXPIRED')`,
    )
  return conditions
}
