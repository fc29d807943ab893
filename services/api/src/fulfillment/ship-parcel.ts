import { writeAudit } from '../audit/write-audit.ts'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import { actorOf } from '../event/event-types.ts'
import { writeEvent } from '../event/write-event.ts'
import { reject } from '../kernel/errors.ts'
import { lockOrderInShop } from '../order/lock-order.ts'
import type { Order } from '../order/order.entity.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { chooseLines, type LineToShip } from './choose-lines.ts'
import { createParcel, type CreatedParcel } from './create-parcel.ts'
import { parseTracking, type TrackingInput } from './parse-tracking.ts'

export interface ShipParcelInput extends TrackingInput {
  orderCode: string
  lines: readonly LineToShip[]
  /** Whether the buyer gets a mail. */
  notifyBuyer: boolean
}

/**
 * Ships some or all of a paid order in one parcel.
 * @throws OperationError NOT_FOUND, ORDER_NOT_SHIPPABLE, REQUIRED, QUANTITY_NOT_LEFT, TRACKING_NUMBER_INVALID, TRACKING_URL_INVALID, CARD_NUMBER_NOT_ALLOWED
 */
export function shipParcel(ctx: MerchantContext, input: ShipParcelInput): Promise<{ order: Order }> {
  const tracking = parseTracking(input)
  return inTransaction(ctx, async (tx) => {
    const order = (await lockOrderInShop(tx, { code: input.orderCode })) ?? reject('NOT_FOUND', 'orderCode')
    const sent = { ...tracking, pickupAddress: null, openingHours: null }
    const created = await createParcel(tx, order, sent, (lines) => chooseLines(lines, input.lines))
    await writeShippedEvent(tx, order, created, input.notifyBuyer)
    writeAudit(tx, { action: 'shipParcel', subject: order.code })
    return { order }
  })
}

/** The last parcel of an order ships the order; an earlier one ships a part of it. */
export async function writeShippedEvent(
  tx: InTransaction<MerchantContext>,
  order: Order,
  { parcelId, quantity, ordered, isLast }: CreatedParcel,
  tellsBuyer: boolean,
): Promise<void> {
  const by = actorOf(tx)
  await writeEvent(
    tx,
    order.id,
    isLast
      ? { type: 'order.shipped', data: { parcelId, tellsBuyer }, by }
      : { type: 'order.partly_shipped', data: { parcelId, tellsBuyer, quantity, ordered }, by },
  )
}
