import type { InTransaction, MerchantContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { lockOrderInShop } from '../order/lock-order.ts'
import type { Order } from '../order/order.entity.ts'
import { loadParcel } from './load-parcels.ts'
import type { Parcel } from './parcel.ts'

/**
 * The shop's parcel with its order, whose row is locked until the transaction ends: all changes of an order's parcels are serialized by it.
 * @throws OperationError NOT_FOUND, BUYER_ERASED
 */
export async function lockParcel(
  tx: InTransaction<MerchantContext>,
  parcelId: string,
): Promise<{ parcel: Parcel; order: Order }> {
  const found = (await loadParcel(tx, parcelId)) ?? reject('NOT_FOUND', 'parcelId')
  const order = (await lockOrderInShop(tx, { id: found.orderId })) ?? reject('NOT_FOUND', 'parcelId')
  if (order.erasedAt) reject('BUYER_ERASED', 'parcelId')
  // It may have changed, or been undone, before the order was locked.
  const parcel = (await loadParcel(tx, parcelId)) ?? reject('NOT_FOUND', 'parcelId')
  return { parcel, order }
}
