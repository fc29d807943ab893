import { writeAudit } from '../audit/write-audit.ts'
import type { MerchantContext } from '../app/context.ts'
import { actorOf } from '../event/event-types.ts'
import { writeEvent } from '../event/write-event.ts'
import { reject } from '../kernel/errors.ts'
import type { Order } from '../order/order.entity.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { lockParcel } from './lock-parcel.ts'
import { updateFulfillment } from './update-fulfillment.ts'

export interface MarkParcelDeliveredInput {
  parcelId: string
  /** Null for now. */
  at?: Date | null | undefined
  /** Whether the buyer gets a mail. Nobody is mailed about what was collected, nor about a corrected time. */
  notifyBuyer: boolean
}

/**
 * Records when the buyer received a parcel, or collected it. With a time it also corrects one that was recorded before.
 * @throws OperationError NOT_FOUND; PARCEL_ALREADY_DELIVERED without a time; DELIVERY_TIME_INVALID before it was shipped or in the future
 */
export function markParcelDelivered(
  ctx: MerchantContext,
  { parcelId, at = null, notifyBuyer }: MarkParcelDeliveredInput,
): Promise<{ order: Order }> {
  return inTransaction(ctx, async (tx) => {
    const { parcel, order } = await lockParcel(tx, parcelId)
    const isCorrection = parcel.deliveredAt !== null
    if (isCorrection && !at) return reject('PARCEL_ALREADY_DELIVERED', 'parcelId')
    if (at && (at < parcel.shippedAt || at.getTime() > Date.now()))
      return reject('DELIVERY_TIME_INVALID', 'at')
    // This process may have another clock than PostgreSQL, which wrote when the parcel was shipped.
    await tx.em.execute(
      'update parcel set delivered_at = coalesce(?::timestamptz, now()) where shop_id = ? and id = ?',
      [at, tx.shop.id, parcelId],
    )
    await updateFulfillment(tx, order)
    const isPickup = parcel.pickupAddress !== null
    const data = { parcelId, isPickup, tellsBuyer: notifyBuyer && !isPickup && !isCorrection }
    await writeEvent(tx, order.id, { type: 'parcel.delivered', data, by: actorOf(tx) })
    writeAudit(tx, { action: 'markParcelDelivered', subject: order.code })
    return { order }
  })
}
