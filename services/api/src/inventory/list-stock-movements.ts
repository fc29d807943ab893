import { validate as isUuid } from 'uuid'
import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { listPage, type ListPage } from '../platform/db/list-page.ts'
import type { StockReason } from './stock-reason.ts'

export interface StockMovementRow {
  id: string
  at: Date
  reason: StockReason
  delta: number
  onHandAfter: number
  note: string | null
  orderCode: string | null
  /** Null for a shipped order. */
  memberId: string | null
  memberName: string | null
}

/**
 * The changes of a variant's quantity on hand, newest first.
 * @throws BAD_USER_INPUT for an invalid page size or cursor
 */
export function listStockMovements(
  ctx: MerchantContext,
  { variantId, first, after }: { variantId: string; first: number; after?: string | null },
): Promise<ListPage<StockMovementRow>> {
  return inTransaction(ctx, async (tx) => {
    const page = await listPage<Omit<StockMovementRow, 'at'> & { at: number }>(
      tx,
      {
        table: 'stock_movement',
        newestBy: 'at',
        where: 't.variant_id = ?',
        params: [isUuid(variantId) ? variantId : null],
        columns: `t.id, floor(extract(epoch from t.at) * 1000)::float8 as at, t.reason, t.delta, t.on_hand_after as "onHandAfter",
          t.note, t.order_code as "orderCode", t.member_id as "memberId", t.member_name as "memberName"`,
      },
      { first, after, maxFirst: 100 },
    )
    return { ...page, rows: page.rows.map((row) => ({ ...row, at: new Date(row.at) })) }
  })
}
