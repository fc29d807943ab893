import { inTransaction, type MerchantContext } from '../../app/context.ts'
import { badCursor, demandFirst, readCursor } from '../../kernel/cursor.ts'
import type { Page } from '../../kernel/page-info.type.ts'
import { findRescues, type FoundRescue } from './find-unmatched-payments.ts'

/** Newest first. */
export interface RescuePage extends Page {
  rescues: FoundRescue[]
}

const MOST_RESCUES = 50

/** A page of the shop's rescues after a cursor: all, the open ones or the closed ones. Four statements, whatever its size. */
export function listRescues(
  ctx: MerchantContext,
  input: { open?: boolean | null; first: number; after?: string | null },
): Promise<RescuePage> {
  demandFirst(input.first, MOST_RESCUES)
  return inTransaction(ctx, async (tx) => {
    const after = input.after == null ? null : readCursor(input.after)
    const which = input.open == null ? 'true' : `r.closed_at is ${input.open ? '' : 'not '}null`
    const [counted] = await tx.em.execute<{ total: number; is_known: boolean }[]>(
      `select count(*)::int as total, exists (select from rescue a where a.shop_id = ? and a.id = ?) as is_known
       from rescue r where r.shop_id = ? and ${which}`,
      [tx.shop.id, after, tx.shop.id],
    )
    if (after && !counted?.is_known) throw badCursor()
    const beyond = after
      ? 'and (r.opened_at, r.id) < (select a.opened_at, a.id from rescue a where a.id = ?)'
      : ''
    const rescues = await findRescues(tx, `${which} ${beyond} order by r.opened_at desc, r.id desc limit ?`, [
      ...(after ? [after] : []),
      input.first + 1,
    ])
    return {
      rescues: rescues.slice(0, input.first),
      totalCount: counted?.total ?? 0,
      hasNextPage: rescues.length > input.first,
      hasPreviousPage: after !== null,
    }
  })
}
