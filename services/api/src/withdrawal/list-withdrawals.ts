import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { listPage, type ListPage } from '../platform/db/list-page.ts'
import { findWithdrawals } from './find-withdrawals.ts'
import type { StoredWithdrawal } from './load-withdrawals.ts'
import { IS_OPEN } from './withdrawal-status.ts'

const MAX_PAGE_SIZE = 50

/**
 * A page of the shop's withdrawals: the open ones, whose refund is due first at the top; the others, or all, newest first.
 * @throws RequestError BAD_USER_INPUT for a wrong cursor or page size
 */
export function listWithdrawals(
  ctx: MerchantContext,
  { open, first, after }: { open?: boolean | null; first: number; after?: string | null },
): Promise<ListPage<StoredWithdrawal>> {
  return inTransaction(ctx, async (tx) => {
    const where = open == null ? 'true' : `${open ? '' : 'not '}${IS_OPEN}`
    const { rows, ...page } = await listPage<{ id: string }>(
      tx,
      { table: 'withdrawal', newestBy: 'withdrawn_at', isOldestFirst: open === true, where, columns: 't.id' },
      { first, after, maxFirst: MAX_PAGE_SIZE },
    )
    return {
      ...page,
      rows: await findWithdrawals(
        tx,
        rows.map(({ id }) => id),
      ),
    }
  })
}
