import { v7 } from 'uuid'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import { moveShippedStock } from '../inventory/move-shipped-stock.ts'
import { reject } from '../kernel/errors.ts'
import { FulfillmentStatus, OrderStatus } from '../order/order-status.ts'
import type { Order } from '../order/order.entity.ts'
import type { ParcelLine } from './choose-lines.ts'
import { loadShippableLines, type ShippableLine } from './load-shippable-lines.ts'
import type { Tracking } from './parse-tracking.ts'
import { updateFulfillment } from './update-fulfillment.ts'

/** How a parcel leaves: sent, or set aside to be collected. */
export interface NewParcel extends Tracking {
  pickupAddress: string | null
  openingHours: string | null
}

export interface CreatedParcel {
  parcelId: string
  /** Of all its lines. */
  quantity: number
  /** Of the order, with earlier parcels. */
  ordered: number
  /** Whether nothing of the order is left to ship. */
  isLast: boolean
}

/**
 * Puts lines of a locked order into a new parcel, and takes them from the stock on hand and from what is reserved.
 * @param choose which lines, of all that the order has
 * @throws OperationError ORDER_NOT_SHIPPABLE when it is not paid or nothing is left to ship; whatever `choose` throws
 */
export async function createParcel(
  tx: InTransaction<MerchantContext>,
  order: Order,
  parcel: NewParcel,
  choose: (lines: readonly ShippableLine[]) => ParcelLine[],
): Promise<CreatedParcel> {
  const isShippable = order.status === OrderStatus.PAID && order.fulfillment === FulfillmentStatus.UNFULFILLED
  if (!isShippable || order.hasNothingToShip) return reject('ORDER_NOT_SHIPPABLE')
  const all = await loadShippableLines(tx, [order.id])
  const lines = choose(all)
  const parcelId = v7()
  await tx.em.execute(INSERT, [
    tx.shop.id,
    parcelId,
    order.id,
    parcel.carrierCode,
    parcel.carrierName,
    parcel.trackingNumber,
    parcel.trackingUrl,
    parcel.pickupAddress,
    parcel.openingHours,
    tx.isApiKey ? null : tx.member.id,
    tx.member.name,
    JSON.stringify(lines.map(({ line, quantity }) => ({ id: line.id, quantity }))),
  ])
  const moved = lines.map(({ line, quantity }) => ({
    variantId: line.variantId,
    onHand: -quantity,
    reserved: -quantity,
  }))
  await moveShippedStock(tx, order, moved, 'SHIPPED')
  await updateFulfillment(tx, order)
  return {
    parcelId,
    quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    ordered: all.reduce((sum, { ordered }) => sum + ordered, 0),
    isLast: order.fulfillment !== FulfillmentStatus.UNFULFILLED,
  }
}

const INSERT = `
  with parcel as (
    insert into parcel (shop_id, id, order_id, carrier_code, carrier_name, tracking_number, tracking_url, pickup_address, opening_hours, shipped_by,
      shipped_by_name)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning shop_id, id
  )
  insert into parcel_line (shop_id, parcel_id, order_line_id, quantity)
    select parcel.shop_id, parcel.id, l.id, l.quantity from parcel, jsonb_to_recordset(?::jsonb) as l (id uuid, quantity integer)`
