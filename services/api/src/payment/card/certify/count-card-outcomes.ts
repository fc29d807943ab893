import type { MerchantContext } from '../../../app/context.ts'
import { RequestError } from '../../../kernel/errors.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'

/** What the merchant's bank answered in a month to the cards that members keyed. */
export interface CardOutcomes {
  /** Its first day, `2026-11-01`, in the shop's time zone. */
  month: string
  approved: number
  /** For any reason. */
  declined: number
  /** With code 81 or A1, because the buyer did not authenticate: French issuers do so more and more since June 2024 (Banque de France). */
  declinedForAuthentication: number
}

const MAX_MONTHS = 24

/**
 * The answers of the last `months` months, this one included, newest first; months without any have zeros.
 * @throws RequestError BAD_USER_INPUT unless `months` is from 1 to 24
 */
export function countCardOutcomes(ctx: MerchantContext, months: number): Promise<CardOutcomes[]> {
  if (months < 1 || months > MAX_MONTHS)
    throw new RequestError('BAD_USER_INPUT', `months: must be from 1 to ${MAX_MONTHS}.`)
  return inTransaction(ctx, ({ em, shop }) =>
    em.execute<CardOutcomes[]>(CARD_OUTCOMES, [
      shop.timeZone,
      months - 1,
      shop.id,
      shop.timeZone,
      shop.timeZone,
    ]),
  )
}

const CARD_OUTCOMES = `
  with this_month as (select date_trunc('month', now() at time zone ?) as month),
  months as (select this_month.month - n * interval '1 month' as month from this_month, generate_series(0, ?::int) n)
  select m.month::date::text as month,
    count(*) filter (where c.outcome = 'APPROVED')::int as approved,
    count(*) filter (where c.outcome = 'REFUSED')::int as declined,
    count(*) filter (where c.decline_reason = 'STRONG_AUTHENTICATION_REQUIRED')::int as "declinedForAuthentication"
  from months m left join certification c on c.shop_id = ?
    and c.certified_at >= m.month at time zone ? and c.certified_at < (m.month + interval '1 month') at time zone ?
  group by m.month order by m.month desc`
