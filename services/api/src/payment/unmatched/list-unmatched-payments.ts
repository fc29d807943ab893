import { inTransaction, type MerchantContext } from '../../app/context.ts'
import { invalidCursor, requirePageSize, parseCursor } from '../../kernel/cursor.ts'
import type { Page } from '../../kernel/page-info.type.ts'
import { findUnmatchedPayments, type FoundUnmatchedPayment } from './find-unmatched-payments.ts'

/** Newest first. */
export interface UnmatchedPaymentPage extends Page {
  unmatchedPayments: FoundUnmatchedPayment[]
}

const MAX_PAGE_SIZE = 50

/** A page of the shop's unmatchedPayments after a cursor: all, the open ones or the closed ones. Four statements, whatever its size. */
export function listUnmatchedPayments(
  ctx: MerchantContext,
  input: { open?: boolean | null; first: number; after?: string | null },
): Promise<UnmatchedPaymentPage> {
  requirePageSize(input.first, MAX_PAGE_SIZE)
  return inTransaction(ctx, async (tx) => {
    const after = input.after == null ? null : parseCursor(input.after)
    const which = input.open == null ? 'true' : `r.closed_at is ${input.open ? '' : 'not '}null`
    const [counted] = await tx.em.execute<{ total: number; is_known: boolean }[]>(
      `select count(*)::int as total, exists (select from unmatched_payment a where a.shop_id = ? and a.id = ?) as is_known
       from unmatched_payment r where r.shop_id = ? and ${which}`,
      [tx.shop.id, after, tx.shop.id],
    )
    if (after && !counted?.is_known) throw invalidCursor()
    const beyond = after
      ? 'and (r.opened_at, r.id) < (select a.opened_at, a.id from unmatched_payment a where a.id = ?)'
      : ''
    const unmatchedPayments = await findUnmatchedPayments(
      tx,
      `${which} ${beyond} order by r.opened_at desc, r.id desc limit ?`,
      [...(after ? [after] : []), input.first + 1],
    )
    return {
      unmatchedPayments: unmatchedPayments.slice(0, input.first),
      totalCount: counted?.total ?? 0,
      hasNextPage: unmatchedPayments.length > input.first,
      hasPreviousPage: after !== null,
    }
  })
}
