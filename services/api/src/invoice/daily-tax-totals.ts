import type { InTransaction, MerchantContext } from '../app/context.ts'
import { RequestError } from '../kernel/errors.ts'
import { clampDayToYearOne } from '../kernel/clamp-to-year-one.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'

/** Sales to consumers of one day at one rate, credit notes taken off. Amounts in minor units; below 0 if more was credited than sold. */
export interface DailyTaxTotal {
  /** ISO date, in the shop's time zone. */
  day: string
  currency: string
  taxBasisPoints: number
  base: number
  tax: number
  invoiceCount: number
  creditNoteCount: number
}

const MAX_DAYS = 366

/**
 * Daily totals by rate of what was sold to consumers, for e-reporting (CGI art. 290): documents of buyers who gave neither a VAT number nor a company.
 * Days without any are left out.
 * @param period first and last day, ISO dates in the shop's time zone; at most a year
 * @throws BAD_USER_INPUT for a longer period
 */
export function dailyTaxTotals(
  ctx: MerchantContext,
  period: { since: string; until: string },
): Promise<DailyTaxTotal[]> {
  const since = clampDayToYearOne(period.since)
  const until = clampDayToYearOne(period.until)
  if (Date.parse(until) - Date.parse(since) > MAX_DAYS * 86_400_000)
    throw new RequestError('BAD_USER_INPUT', `The period has at most ${MAX_DAYS} days.`)
  return inTransaction(ctx, (tx) => selectTotals(tx, since, until))
}

const selectTotals = ({ em, shop }: InTransaction<MerchantContext>, since: string, until: string) =>
  em.execute<DailyTaxTotal[]>(
    `with document as (
       select (t.issued_at at time zone ?)::date as day, t.currency, t.kind, case t.kind when 'INVOICE' then 1 else -1 end as sign, t.taxes
       from invoice t
       where t.shop_id = ? and t.issued_at >= ?::date::timestamp at time zone ? and t.issued_at < (?::date + 1)::timestamp at time zone ?
         and t.data #>> '{buyer,vatNumber}' is null and t.data #>> '{buyer,address,company}' is null
     )
     select d.day::text, d.currency, (x->>'taxBasisPoints')::integer as "taxBasisPoints",
       sum(d.sign * (x->>'base')::bigint)::float8 as base, sum(d.sign * (x->>'tax')::bigint)::float8 as tax,
       count(*) filter (where d.kind = 'INVOICE')::integer as "invoiceCount", count(*) filter (where d.kind = 'CREDIT_NOTE')::integer as "creditNoteCount"
     from document d, jsonb_array_elements(d.taxes) x
     group by 1, 2, 3 order by 1, 2, 3`,
    [shop.timeZone, shop.id, since, shop.timeZone, until, shop.timeZone],
  )
