import { clampDayToYearOne } from '../kernel/clamp-to-year-one.ts'
import { sql, type Sql } from '../platform/db/sql.ts'
import type { InvoiceKind } from './invoice-data.ts'

/** What documents must match. Days are ISO dates in the shop's time zone. */
export interface InvoiceFilter {
  kind?: InvoiceKind | null
  /** On or after this day. */
  since?: string | null
  /** On or before this day. */
  until?: string | null
}

/** Conditions on the table of invoices under the alias `t`. */
export function conditionsOf({ kind, since, until }: InvoiceFilter, timeZone: string): Sql[] {
  const conditions: Sql[] = []
  if (kind) conditions.push(sql`t.kind = ${kind}`)
  if (since)
    conditions.push(sql`t.issued_at >= ${clampDayToYearOne(since)}::date::timestamp at time zone ${timeZone}`)
  if (until)
    conditions.push(
      sql`t.issued_at < (${clampDayToYearOne(until)}::date + 1)::timestamp at time zone ${timeZone}`,
    )
  return conditions
}

/** Selects an `Invoice` of the alias `t`, its instant as PostgreSQL writes it. */
export const INVOICE_COLUMNS = `t.id, t.order_id as "orderId", t.kind, t.number, t.issued_at as "issuedAt", t.currency, t.total, t.tax_total as "taxTotal"`
