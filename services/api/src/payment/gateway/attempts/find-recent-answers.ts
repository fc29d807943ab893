import type { InTransaction, MerchantContext } from '../../../app/context.ts'

/** Of the newest payments of a gateway account whose answer is due: how many, and how many the bank never answered. */
export interface RecentAnswers {
  payments: number
  unanswered: number
}

/** As many silent payments in a row are no accident: the notification URL is probably wrong. */
const MOST_RECENT = 10

/**
 * By gateway account id; an account without payments since its settings last changed is absent. A buyer who came back to
 * pay another way leaves a cancelled payment that says nothing about the bank.
 */
export async function findRecentAnswers(
  tx: InTransaction<MerchantContext>,
): Promise<Map<string, RecentAnswers>> {
  const rows = await tx.em.execute<(RecentAnswers & { id: string })[]>(
    `select g.id, count(*)::int as payments, (count(*) filter (where a.status = 'EXPIRED'))::int as unanswered
     from gateway_account g cross join lateral (
       select p.status from payment_attempt p
       where p.shop_id = g.shop_id and p.gateway_account_id = g.id and p.opened_at >= g.settings_set_at
         and p.status <> 'OPEN' and (p.status <> 'CANCELLED' or p.bank_transaction_id is not null)
       order by p.opened_at desc limit ${MOST_RECENT}) a
     where g.shop_id = ? group by g.id`,
    [tx.shop.id],
  )
  return new Map(rows.map(({ id, payments, unanswered }) => [id, { payments, unanswered }]))
}

/** Whether none of the last ten payments was answered. */
export const isSilent = ({ payments, unanswered }: RecentAnswers): boolean =>
  payments === MOST_RECENT && unanswered === MOST_RECENT
