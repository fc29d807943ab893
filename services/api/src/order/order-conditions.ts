import type { OrderFilter } from './order-filter.type.ts'

const TABLE_OF_MODE = { CARD: 'card_payment', BANK: 'payment_attempt' }

const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

const FIRST = new Date('0001-01-01T00:00:00Z')

/** PostgreSQL knows no year 0, which RFC 3339 may write. */
const inOurEra = (instant: Date): Date => (instant < FIRST ? FIRST : instant)

/** The filter as SQL over `"order" o`, with its parameters in order. */
export function orderConditions(shopId: string, filter: OrderFilter): { where: string; params: unknown[] } {
  const conditions: [sql: string, ...params: unknown[]][] = [['o.shop_id = ?', shopId]]
  if (filter.status) conditions.push(['o.status = any(?::text[])', `{${filter.status.join(',')}}`])
  if (filter.placedFrom) conditions.push(['o.placed_at >= ?', inOurEra(filter.placedFrom)])
  // Outside, an instant has milliseconds; here microseconds: those within the last one belong to it.
  if (filter.placedTo)
    conditions.push([`o.placed_at < ?::timestamptz + interval '1 millisecond'`, inOurEra(filter.placedTo)])
  if (filter.paymentMode)
    conditions.push([
      `exists (select from ${TABLE_OF_MODE[filter.paymentMode]} p where p.shop_id = o.shop_id and p.order_id = o.id)`,
    ])
  const search = filter.search?.trim().slice(0, 200)
  if (search) {
    const part = `%${literal(search)}%`
    conditions.push([
      `(o.code ilike ? or o.email ilike ?
        or (o.billing_address->>'firstName') || ' ' || (o.billing_address->>'lastName') ilike ?
        or (o.billing_address->>'lastName') || ' ' || (o.billing_address->>'firstName') ilike ?)`,
      `${literal(search)}%`,
      part,
      part,
      part,
    ])
  }
  return {
    where: conditions.map(([sql]) => sql).join(' and '),
    params: conditions.flatMap(([, ...params]) => params),
  }
}
