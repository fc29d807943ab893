import { inTransaction, type MerchantContext } from '../../app/context.ts'
import { invalidCursor, requirePageSize, parseCursor } from '../../kernel/cursor.ts'
import type { Page } from '../../kernel/page-info.type.ts'
import { findUnmatchedPayments, type FoundUnmatchedPayment } from './find-unmatched-payments.ts'

/** Newest first. */
export interface UnmatchedPaymentPage extends Page {
  unmatchedPayments: FoundUnmatchedPayment[]
}

const MAX_PAGE_SIZE = 50

/**
 * A page of the shop's unmatched payments: all, only open or only closed ones. Four statements for any page size.
 * @throws RequestError BAD_USER_INPUT for a wrong cursor or page size
 */
export function listUnmatchedPayments(
  ctx: MerchantContext,
  input: { open?: boolean | null; first: number; after?: string | null },
): Promise<UnmatchedPaymentPage> {
  requirePageSize(input.first, MAX_PAGE_SIZE)
  return inTransaction(ctx, async (tx) => {
    const after = input.after == null ? null : parseCursor(input.after)
    const condition = input.open == null ? 'true' : `r.closed_at is ${input.open ? '' : 'not '}null`
    const [counted] = await tx.em.execute<{ total: number; cursor_exists: boolean }[]>(
      `select count(*)::int as total, exists (select from unmatched_payment a where a.shop_id = ? and a.id = ?) as cursor_exists
       from unmatched_payment r where r.shop_id = ? and ${condition}`,
      [tx.shop.id, after, tx.shop.id],
    )
    if (after && !counted?.cursor_exists) throw invalidCursor()
    const afterCursor = after
      ? 'and (r.opened_at, r.id) < (select a.opened_at, a.id from unmatched_payment a where a.id = ?)'
      : ''
    const unmatchedPayments = await findUnmatchedPayments(
      tx,
      `${condition} ${afterCursor} order by r.opened_at desc, r.id desc limit ?`,
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
