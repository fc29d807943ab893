import { writeAudit } from '../audit/write-audit.ts'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import { actorOf } from '../event/event-types.ts'
import { writeEvent } from '../event/write-event.ts'
import { reject } from '../kernel/errors.ts'
import { lockOrderInShop } from '../order/lock-order.ts'
import type { Order } from '../order/order.entity.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { remainingLines } from './choose-lines.ts'
import { createParcel } from './create-parcel.ts'

export interface MarkReadyForPickupInput {
  orderCode: string
  /** Whether the buyer gets a mail. */
  notifyBuyer: boolean
}

/**
 * Sets aside all that is left of a paid order that the buyer collects in the shop. Collecting it is its delivery: see markParcelDelivered.
 * @throws OperationError NOT_FOUND, ORDER_NOT_FOR_PICKUP, ORDER_NOT_SHIPPABLE
 */
export function markReadyForPickup(
  ctx: MerchantContext,
  { orderCode, notifyBuyer }: MarkReadyForPickupInput,
): Promise<{ order: Order }> {
  return inTransaction(ctx, async (tx) => {
    const order = (await lockOrderInShop(tx, { code: orderCode })) ?? reject('NOT_FOUND', 'orderCode')
    if (!order.isPickup) return reject('ORDER_NOT_FOR_PICKUP')
    const parcel = { ...NOT_SENT, ...(await pickupPointOf(tx, order)) }
    const { parcelId } = await createParcel(tx, order, parcel, remainingLines)
    const data = { parcelId, tellsBuyer: notifyBuyer }
    await writeEvent(tx, order.id, { type: 'order.ready_for_pickup', data, by: actorOf(tx) })
    writeAudit(tx, { action: 'markReadyForPickup', subject: order.code })
    return { order }
  })
}

const NOT_SENT = { carrierCode: null, carrierName: null, trackingNumber: null, trackingUrl: null }

interface PickupPoint {
  pickupAddress: string
  openingHours: string | null
}

/** Where the order is collected, as the shop says it now; of a method that was removed meanwhile, the address of the business. */
async function pickupPointOf(
  { em, shop }: InTransaction<MerchantContext>,
  order: Order,
): Promise<PickupPoint> {
  const [method] = await em.execute<PickupPoint[]>(
    `select pickup_address as "pickupAddress", opening_hours as "openingHours" from shipping_method
     where shop_id = ? and id = ? and kind = 'PICKUP'`,
    [shop.id, order.shippingMethodId],
  )
  if (method) return method
  const { business } = shop
  const lines = business
    ? [business.line1, business.line2, `${business.postalCode} ${business.city}`.trim()]
    : [shop.name]
  return { pickupAddress: lines.filter(Boolean).join('\n'), openingHours: null }
}
