import type { MerchantContext } from '../app/context.ts'
import { Order } from '../order/order.entity.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { loadParcel } from './load-parcels.ts'

/** The order of the shop's parcel with this id; null when there is none, as after it was undone. */
export const findOrderOfParcel = (ctx: MerchantContext, parcelId: string): Promise<Order | null> =>
  inTransaction(ctx, async (tx) => {
    const parcel = await loadParcel(tx, parcelId)
    return parcel && tx.em.findOne(Order, { id: parcel.orderId, shopId: tx.shop.id })
  })
