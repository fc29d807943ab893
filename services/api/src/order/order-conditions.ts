import type { OrderFilter } from './order-filter.type.ts'

const MAX_SEARCH_LENGTH = 200

const TABLE_OF_MODE = { CARD: 'card_payment', BANK: 'payment_attempt' }

/** Escapes the wildcards of LIKE. */
const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

const EARLIEST = new Date('0001-01-01T00:00:00Z')

/** RFC 3339 allows the year 0, which PostgreSQL rejects. */
const clampToYearOne = (instant: Date): Date => (instant < EARLIEST ? EARLIEST : instant)

const EARLIEST_DAY = '0001-01-01'

const clampDayToYearOne = (day: string): string => (day < EARLIEST_DAY ? EARLIEST_DAY : day)

/**
 * Translates the filter into a SQL condition for listPage, over the alias `t`, and its positional parameters.
 * @param mayReadBuyers otherwise the search is for order codes alone: a search for names would tell who the buyers are
 * @param timeZone IANA name of the time zone in which the filter's days begin and end
 */
export function orderConditions(
  filter: OrderFilter,
  timeZone: string,
  mayReadBuyers: boolean,
): { where: string; params: unknown[] } {
  const conditions: [sql: string, ...params: unknown[]][] = [['true']]
  if (filter.status) conditions.push(['t.status = any(?::text[])', `{${filter.status.join(',')}}`])
  if (filter.placedFrom) conditions.push(['t.placed_at >= ?', clampToYearOne(filter.placedFrom)])
  // The API's instants have milliseconds and the column microseconds: include the whole last millisecond.
  if (filter.placedTo)
    conditions.push([
      `t.placed_at < ?::timestamptz + interval '1 millisecond'`,
      clampToYearOne(filter.placedTo),
    ])
  if (filter.placedSince)
    conditions.push([
      't.placed_at >= ?::date::timestamp at time zone ?',
      clampDayToYearOne(filter.placedSince),
      timeZone,
    ])
  if (filter.placedUntil)
    conditions.push([
      't.placed_at < (?::date + 1)::timestamp at time zone ?',
      clampDayToYearOne(filter.placedUntil),
      timeZone,
    ])
  if (filter.paymentMode)
    conditions.push([
      `exists (select from ${TABLE_OF_MODE[filter.paymentMode]} p where p.shop_id = t.shop_id and p.order_id = t.id)`,
    ])
  if (filter.unansweredByBank)
    conditions.push([
      `exists (select from payment_attempt p where p.shop_id = t.shop_id and p.order_id = t.id and p.status = 'EXPIRED')`,
    ])
  const search = filter.search?.trim().slice(0, MAX_SEARCH_LENGTH)
  if (search && !mayReadBuyers) conditions.push(['t.code ilike ?', `${escapeLike(search)}%`])
  if (search && mayReadBuyers) {
    const pattern = `%${escapeLike(search)}%`
    conditions.push([
      `(t.code ilike ? or t.email ilike ?
        or (t.billing_address->>'firstName') || ' ' || (t.billing_address->>'lastName') ilike ?
        or (t.billing_address->>'lastName') || ' ' || (t.billing_address->>'firstName') ilike ?)`,
      `${escapeLike(search)}%`,
      pattern,
      pattern,
      pattern,
    ])
  }
  return {
    where: conditions.map(([sql]) => sql).join(' and '),
    params: conditions.flatMap(([, ...params]) => params),
  }
}
