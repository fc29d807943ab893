import { writeAudit } from '../audit/write-audit.ts'
import type { MerchantContext } from '../app/context.ts'
import { actorOf } from '../event/event-types.ts'
import { writeEvent } from '../event/write-event.ts'
import { reject } from '../kernel/errors.ts'
import type { Order } from '../order/order.entity.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { lockParcel } from './lock-parcel.ts'
import { updateFulfillment } from './update-fulfillment.ts'

/**
 * Takes back that a parcel was delivered, for one that was marked by mistake.
 * @throws OperationError NOT_FOUND, PARCEL_NOT_DELIVERED
 */
export function undoDelivery(
  ctx: MerchantContext,
  { parcelId }: { parcelId: string },
): Promise<{ order: Order }> {
  return inTransaction(ctx, async (tx) => {
    const { parcel, order } = await lockParcel(tx, parcelId)
    if (!parcel.deliveredAt) return reject('PARCEL_NOT_DELIVERED', 'parcelId')
    await tx.em.execute('update parcel set delivered_at = null where shop_id = ? and id = ?', [
      tx.shop.id,
      parcelId,
    ])
    await updateFulfillment(tx, order)
    const by = actorOf(tx)
    await writeEvent(tx, order.id, { type: 'parcel.delivery_undone', data: { parcelId }, by })
    writeAudit(tx, { action: 'undoDelivery', subject: order.code })
    return { order }
  })
}
