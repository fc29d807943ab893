import { clampDayToYearOne, clampToYearOne } from '../kernel/clamp-to-year-one.ts'
import { sql, toArray, toUuidArray, type Sql } from '../platform/db/sql.ts'
import type { OrderFilter } from './order-filter.type.ts'

const COUNTRY_CODE = /^[A-Z]{2}$/
const TABLE_OF_MODE = { CARD: sql`card_payment`, BANK: sql`payment_attempt` }

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
  if (filter.isPartlyShipped != null) conditions.push(sql`t.is_partly_shipped = ${filter.isPartlyShipped}`)
  if (filter.hasNothingToShip != null)
    conditions.push(sql`t.has_nothing_to_ship = ${filter.hasNothingToShip}`)
  if (filter.isPickup != null) conditions.push(sql`t.is_pickup = ${filter.isPickup}`)
  if (filter.unansweredByBank)
    conditions.push(
      sql`exists (select from payment_attempt p where p.shop_id = t.shop_id and p.order_id = t.id and p.status = 'EXPIRED')`,
    )
  if (filter.hasLaterNews)
    conditions.push(
      sql`exists (select from payment_attempt p where p.shop_id = t.shop_id and p.order_id = t.id and p.later_news is not null)`,
    )
  if (filter.hasFailedMail)
    conditions.push(
      sql`exists (select from mail m where m.shop_id = t.shop_id and m.order_id = t.id and m.status = 'FAILED')`,
    )
  if (filter.gatewayAccountId)
    conditions.push(
      sql`exists (select from payment_attempt p where p.shop_id = t.shop_id and p.order_id = t.id
        and p.gateway_account_id = any(${toUuidArray([filter.gatewayAccountId])}::uuid[]))`,
    )
  if (filter.countries)
    conditions.push(
      sql`t.shipping_address->>'countryCode' = any(${toArray(filter.countries.filter((code) => COUNTRY_CODE.test(code)))}::text[])`,
    )
  if (filter.totalFrom != null) conditions.push(sql`t.total >= ${filter.totalFrom}`)
  if (filter.totalTo != null) conditions.push(sql`t.total <= ${filter.totalTo}`)
  return conditions
}
