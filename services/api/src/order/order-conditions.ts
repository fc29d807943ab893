import { clampDayToYearOne, clampToYearOne } from '../kernel/clamp-to-year-one.ts'
import { all, sql, toArray, toUuidArray, type Sql } from '../platform/db/sql.ts'
import type { PaymentMethod } from '../shop/payment-method.ts'
import type { OrderFilter } from './order-filter.type.ts'

const COUNTRY_CODE = /^[A-Z]{2}$/
const ORDER_CODE = /^[A-Z0-9]{1,20}$/

/** The payments `p` by a method, as what follows `from`. */
const PAYMENTS_BY: Record<PaymentMethod, Sql> = {
  CARD: sql`card_payment p where true`,
  BANK: sql`payment_attempt p where true`,
  TRANSFER: sql`manual_payment p where p.method = 'TRANSFER'`,
  CHEQUE: sql`manual_payment p where p.method = 'CHEQUE'`,
}

/** The rows `p` of other tables that an order must have one of, for each such condition: what follows `from`. Each has an `order_id`. */
export function relatedRows(filter: OrderFilter): Sql[] {
  const rows: Sql[] = []
  if (filter.paymentMode) rows.push(PAYMENTS_BY[filter.paymentMode])
  if (filter.paymentMethod) rows.push(PAYMENTS_BY[filter.paymentMethod])
  if (filter.unansweredByBank) rows.push(sql`payment_attempt p where p.status = 'EXPIRED'`)
  if (filter.hasLaterNews) rows.push(sql`payment_attempt p where p.later_news is not null`)
  if (filter.hasFailedMail) rows.push(sql`mail p where p.status = 'FAILED'`)
  if (filter.gatewayAccountId)
    rows.push(
      sql`payment_attempt p where p.gateway_account_id = any(${toUuidArray([filter.gatewayAccountId])}::uuid[])`,
    )
  return rows
}

/** Conditions on columns of the order `t` that few of a shop's orders may fulfil; an index finds these. */
export function columnConditions(filter: OrderFilter): Sql[] {
  const conditions: Sql[] = []
  if (filter.countries)
    conditions.push(
      sql`t.shipping_country = any(${toArray(filter.countries.filter((code) => COUNTRY_CODE.test(code)))}::text[])`,
    )
  if (filter.codes)
    conditions.push(
      sql`t.code = any(${toArray(filter.codes.filter((code) => ORDER_CODE.test(code)))}::text[])`,
    )
  if (filter.channel) conditions.push(sql`t.channel = ${filter.channel}`)
  const { totalFrom, totalTo } = filter
  if (totalFrom != null || totalTo != null)
    conditions.push(
      all([
        ...(totalFrom == null ? [] : [sql`t.total >= ${totalFrom}`]),
        ...(totalTo == null ? [] : [sql`t.total <= ${totalTo}`]),
      ]),
    )
  return conditions
}

/**
 * Translates when the order `t` was placed, which the index of the list contains.
 * @param timeZone IANA name of the time zone in which the filter's days begin and end
 */
export function placedConditions(filter: OrderFilter, timeZone: string): Sql[] {
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
  return conditions
}

/** Translates the filter, except status, fulfillment, search and when it was placed, into conditions on the order `t`. */
export function orderConditions(filter: OrderFilter): Sql[] {
  const conditions: Sql[] = []
  if (filter.isPartlyShipped != null) conditions.push(sql`t.is_partly_shipped = ${filter.isPartlyShipped}`)
  if (filter.hasNothingToShip != null)
    conditions.push(sql`t.has_nothing_to_ship = ${filter.hasNothingToShip}`)
  if (filter.isPickup != null) conditions.push(sql`t.is_pickup = ${filter.isPickup}`)
  // `offset 0` makes it one index lookup per order, whatever the statistics say.
  for (const rows of relatedRows(filter))
    conditions.push(
      sql`exists (select from ${rows} and p.shop_id = t.shop_id and p.order_id = t.id offset 0)`,
    )
  return [...conditions, ...columnConditions(filter)]
}
