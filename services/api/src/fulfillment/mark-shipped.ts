import { writeAudit } from '../audit/write-audit.ts'
import type { MerchantContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { lockOrderInShop } from '../order/lock-order.ts'
import type { Order } from '../order/order.entity.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { remainingLines } from './choose-lines.ts'
import { createParcel } from './create-parcel.ts'
import { requireNothingToSee } from './require-nothing-to-see.ts'
import { parseTracking, type TrackingInput } from './parse-tracking.ts'
import { writeShippedEvent } from './ship-parcel.ts'

export interface MarkShippedInput extends Omit<TrackingInput, 'trackingNumber'> {
  orderCode: string
  /** Whether the buyer gets a mail; true by default. */
  notifyBuyer?: boolean
  /** Whether nobody looked at the page of the order: one that needs a look is refused. */
  isUnseen?: boolean
}

/**
 * Ships all that is left of a paid order in one parcel.
 * @throws OperationError NOT_FOUND, ORDER_IS_FOR_PICKUP, PAYMENT_TO_CHECK, ORDER_NOT_SHIPPABLE when it is not paid or nothing is left; TRACKING_URL_INVALID; RequestError BAD_USER_INPUT
 */
export function markShipped(ctx: MerchantContext, input: MarkShippedInput): Promise<{ order: Order }> {
  const tracking = parseTracking(input)
  return inTransaction(ctx, async (tx) => {
    const order = (await lockOrderInShop(tx, { code: input.orderCode })) ?? reject('NOT_FOUND', 'orderCode')
    if (input.isUnseen) await requireNothingToSee(tx, order)
    const sent = { ...tracking, pickupAddress: null, openingHours: null }
    const created = await createParcel(tx, order, sent, remainingLines)
    await writeShippedEvent(tx, order, created, input.notifyBuyer ?? true)
    writeAudit(tx, { action: 'markShipped', subject: order.code })
    return { order }
  })
}
