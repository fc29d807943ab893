import { validate as isUuid } from 'uuid'
import type { BuyerContext, InTransaction, MerchantContext, ShopContext } from '../app/context.ts'
import type { BatchQuery } from '../platform/db/batch-load.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { executeInShop } from '../platform/db/orm.ts'
import { toArray } from '../platform/db/sql.ts'
import { FulfillmentStatus } from '../order/order-status.ts'
import type { Order } from '../order/order.entity.ts'
import { selectParcels, toParcel, type Parcel, type ParcelRow } from './parcel.ts'

/** Whether it is known without a statement that the order has no parcel. */
export const hasNoParcel = (order: Pick<Order, 'fulfillment' | 'isPartlyShipped'>): boolean =>
  order.fulfillment === FulfillmentStatus.UNFULFILLED && !order.isPartlyShipped

/** The parcels of several orders, oldest first, in one statement. */
export const parcelsOfOrders: BatchQuery<Parcel> = (ctx: MerchantContext, orderIds) =>
  inTransaction(ctx, async ({ em, shop }) =>
    (await em.execute<ParcelRow[]>(OF_ORDERS, [shop.id, toArray(orderIds)])).map(toParcel),
  )

/** The parcels of an order that its buyer may see, oldest first. */
export async function parcelsOfOrder({ app, shop }: BuyerContext, orderId: string): Promise<Parcel[]> {
  const rows = await executeInShop<ParcelRow>(app.orm, shop.id, OF_ORDERS, [shop.id, toArray([orderId])])
  return rows.map(toParcel)
}

/** The shop's parcel with this id; null when there is none, as after it was undone. */
export async function loadParcel(
  { em, shop }: InTransaction<ShopContext>,
  id: string,
): Promise<Parcel | null> {
  if (!isUuid(id)) return null
  const [row] = await em.execute<ParcelRow[]>(BY_ID, [shop.id, id])
  return row ? toParcel(row) : null
}

const OF_ORDERS = selectParcels('p.order_id = any(?::uuid[])')
const BY_ID = selectParcels('p.id = ?')
