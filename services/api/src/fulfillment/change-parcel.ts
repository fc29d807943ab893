import { writeAudit } from '../audit/write-audit.ts'
import type { MerchantContext } from '../app/context.ts'
import { actorOf } from '../event/event-types.ts'
import { writeEvent } from '../event/write-event.ts'
import { reject } from '../kernel/errors.ts'
import type { Order } from '../order/order.entity.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { lockParcel } from './lock-parcel.ts'
import { parseTracking, type TrackingInput } from './parse-tracking.ts'

export interface ChangeParcelInput extends TrackingInput {
  parcelId: string
  /** The version that the member saw; absent to overwrite whatever is stored. */
  version?: number | null | undefined
}

/**
 * Corrects how a parcel is sent. No mail is sent; sending the earlier one again tells the buyer.
 * @throws OperationError NOT_FOUND, PARCEL_CHANGED_MEANWHILE, PARCEL_NOT_SENT for one that is collected, TRACKING_NUMBER_INVALID, TRACKING_URL_INVALID, CARD_NUMBER_NOT_ALLOWED
 */
export function changeParcel(ctx: MerchantContext, input: ChangeParcelInput): Promise<{ order: Order }> {
  const { carrierCode, carrierName, trackingNumber, trackingUrl } = parseTracking(input)
  return inTransaction(ctx, async (tx) => {
    const { parcel, order } = await lockParcel(tx, input.parcelId)
    if (parcel.pickupAddress !== null) return reject('PARCEL_NOT_SENT', 'parcelId')
    if (input.version != null && input.version !== parcel.version)
      return reject('PARCEL_CHANGED_MEANWHILE', 'version')
    await tx.em.execute(
      `update parcel set version = version + 1, carrier_code = ?, carrier_name = ?, tracking_number = ?, tracking_url = ? where shop_id = ? and id = ?`,
      [carrierCode, carrierName, trackingNumber, trackingUrl, tx.shop.id, parcel.id],
    )
    const data = { parcelId: parcel.id }
    await writeEvent(tx, order.id, { type: 'parcel.changed', data, by: actorOf(tx) })
    writeAudit(tx, { action: 'changeParcel', subject: order.code })
    return { order }
  })
}
