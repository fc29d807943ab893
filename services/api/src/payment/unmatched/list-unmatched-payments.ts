import type { MerchantContext } from '../../app/context.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { listPage, type ListPage } from '../../platform/db/list-page.ts'
import { toArray } from '../../platform/db/sql.ts'
import { findUnmatchedPayments, type FoundUnmatchedPayment } from './find-unmatched-payments.ts'

const MAX_PAGE_SIZE = 50

/**
 * A page of the shop's unmatched payments, newest first: all, only open or only closed ones. Five statements for any page size.
 * @throws RequestError BAD_USER_INPUT for a wrong cursor or page size
 */
export function listUnmatchedPayments(
  ctx: MerchantContext,
  input: { open?: boolean | null; first: number; after?: string | null },
): Promise<ListPage<FoundUnmatchedPayment>> {
  return inTransaction(ctx, async (tx) => {
    const where = input.open == null ? 'true' : `t.closed_at is ${input.open ? '' : 'not '}null`
    const { rows, ...page } = await listPage<{ id: string }>(
      tx,
      { table: 'unmatched_payment', newestBy: 'opened_at', where, columns: 't.id' },
      { first: input.first, after: input.after, maxFirst: MAX_PAGE_SIZE },
    )
    const found = await findUnmatchedPayments(
      tx,
      'r.id = any(?::uuid[]) order by r.opened_at desc, r.id desc',
      [toArray(rows.map(({ id }) => id))],
    )
    return { ...page, rows: found }
  })
}
