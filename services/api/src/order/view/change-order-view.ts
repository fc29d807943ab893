import { writeAudit } from '../../audit/write-audit.ts'
import type { MerchantContext } from '../../app/context.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import {
  lockOrderView,
  parseOrderView,
  requireRoomForView,
  type OrderView,
  type OrderViewInput,
} from './order-view.ts'

/**
 * Replaces name and filter of a view, and shares it or takes it back: one that is no longer shared belongs to who changed it.
 * @throws OperationError NOT_FOUND, and as createOrderView; RequestError BAD_USER_INPUT
 */
export function changeOrderView(
  ctx: MerchantContext,
  { id, ...input }: OrderViewInput & { id: string },
): Promise<OrderView> {
  const { name, filter, isShared } = parseOrderView(ctx, input)
  return inTransaction(ctx, async (tx) => {
    const before = await lockOrderView(tx, id)
    if (before.isShared !== isShared) await requireRoomForView(tx, isShared)
    await tx.em.execute(
      'update order_view set name = ?, filter = ?, member_id = ? where shop_id = ? and id = ?',
      [name, filter, isShared ? null : tx.member.id, tx.shop.id, id],
    )
    if (before.isShared || isShared) writeAudit(tx, { action: 'changeOrderView', subject: name })
    return { id, name, filter, isShared }
  })
}
