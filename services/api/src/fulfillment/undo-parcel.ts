import { writeAudit } from '../audit/write-audit.ts'
import type { MerchantContext } from '../app/context.ts'
import { writeEvent } from '../event/write-event.ts'
import { moveShippedStock } from '../inventory/move-shipped-stock.ts'
import type { StockLine } from '../inventory/stock-reservation.ts'
import { reject } from '../kernel/errors.ts'
import type { Order } from '../order/order.entity.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { lockParcel } from './lock-parcel.ts'
import { updateFulfillment } from './update-fulfillment.ts'

/**
 * Undoes a parcel that did not leave, until it is delivered: its items are again on hand and reserved, and can be shipped anew. A mail about it that was
 * not sent yet is not sent.
 * @throws OperationError NOT_FOUND, PARCEL_ALREADY_DELIVERED
 */
export function undoParcel(
  ctx: MerchantContext,
  { parcelId }: { parcelId: string },
): Promise<{ order: Order }> {
  return inTransaction(ctx, async (tx) => {
    const { parcel, order } = await lockParcel(tx, parcelId)
    if (parcel.deliveredAt) return reject('PARCEL_ALREADY_DELIVERED', 'parcelId')
    const lines = await tx.em.execute<StockLine[]>(
      `select l.variant_id as "variantId", p.quantity from parcel_line p join order_line l on l.shop_id = p.shop_id and l.id = p.order_line_id
       where p.shop_id = ? and p.parcel_id = ?`,
      [tx.shop.id, parcelId],
    )
    await tx.em.execute('delete from parcel where shop_id = ? and id = ?', [tx.shop.id, parcelId])
    await moveShippedStock(tx, order, lines, 'CORRECTION')
    await updateFulfillment(tx, order)
    const by = { memberId: tx.member.id }
    await writeEvent(tx, order.id, { type: 'parcel.undone', data: { parcelId }, by })
    writeAudit(tx, { action: 'undoParcel', subject: order.code })
    return { order }
  })
}
