import { writeAudit } from '../../audit/write-audit.ts'
import type { MerchantContext } from '../../app/context.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { lockOrderView } from './order-view.ts'

/**
 * Deletes a view.
 * @throws OperationError NOT_FOUND, ORDER_VIEW_SHARING_NOT_ALLOWED
 */
export const deleteOrderView = (ctx: MerchantContext, id: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const view = await lockOrderView(tx, id)
    await tx.em.execute('delete from order_view where shop_id = ? and id = ?', [tx.shop.id, id])
    if (view.isShared) writeAudit(tx, { action: 'deleteOrderView', subject: view.name })
  })
