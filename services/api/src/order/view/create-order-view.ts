import { v7 } from 'uuid'
import { writeAudit } from '../../audit/write-audit.ts'
import type { MerchantContext } from '../../app/context.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { parseOrderView, requireRoomForView, type OrderView, type OrderViewInput } from './order-view.ts'

/**
 * Keeps a filter of the order list under a name. The audit log names shared views only: a personal one concerns no other member.
 * @throws OperationError REQUIRED, CARD_NUMBER_IN_TEXT, ORDER_VIEW_SHARING_NOT_ALLOWED, TOO_MANY_ORDER_VIEWS; RequestError BAD_USER_INPUT
 */
export function createOrderView(ctx: MerchantContext, input: OrderViewInput): Promise<OrderView> {
  const { name, filter, isShared } = parseOrderView(ctx, input)
  return inTransaction(ctx, async (tx) => {
    await requireRoomForView(tx, isShared)
    const id = v7()
    await tx.em.execute(
      'insert into order_view (shop_id, id, member_id, name, filter) values (?, ?, ?, ?, ?)',
      [tx.shop.id, id, isShared ? null : tx.member.id, name, filter],
    )
    if (isShared) writeAudit(tx, { action: 'createOrderView', subject: name })
    return { id, name, filter, isShared }
  })
}
