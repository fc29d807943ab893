import { writeAudit } from '../../audit/write-audit.ts'
import type { MerchantContext } from '../../app/context.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { lockOrderView, parseOrderView, requireRoomForView, type OrderView } from './order-view.ts'

/** What is absent stays as it is. */
export interface ChangeOrderViewInput {
  id: string
  name?: string | null
  filter?: string | null
  isShared?: boolean | null
}

/**
 * Changes name or filter of a view, shares it or takes it back: one that is no longer shared belongs to who changed it.
 * @throws OperationError NOT_FOUND, and as createOrderView; RequestError BAD_USER_INPUT
 */
export function changeOrderView(ctx: MerchantContext, input: ChangeOrderViewInput): Promise<OrderView> {
  return inTransaction(ctx, async (tx) => {
    const before = await lockOrderView(tx, input.id)
    const { id } = before
    const { name, filter, isShared } = parseOrderView(tx, {
      name: input.name ?? before.name,
      filter: input.filter ?? before.filter,
      isShared: input.isShared ?? before.isShared,
    })
    if (before.isShared !== isShared) await requireRoomForView(tx, isShared)
    await tx.em.execute(
      'update order_view set name = ?, filter = ?, member_id = ? where shop_id = ? and id = ?',
      [name, filter, isShared ? null : tx.member.id, tx.shop.id, id],
    )
    if (before.isShared || isShared) writeAudit(tx, { action: 'changeOrderView', subject: name })
    return { id, name, filter, isShared }
  })
}
