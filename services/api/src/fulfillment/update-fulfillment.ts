import type { InTransaction, ShopContext } from '../app/context.ts'
import { FulfillmentStatus } from '../order/order-status.ts'
import type { Order } from '../order/order.entity.ts'

interface Counts {
  remaining: number
  shipped: number
  isDelivered: boolean
}

/**
 * Sets the fulfilment of a locked order to what its parcels say, and what was refunded before it was shipped: the only place that assigns it. SHIPPED
 * when nothing is left to ship, DELIVERED when every parcel also was delivered.
 */
export async function updateFulfillment(tx: InTransaction<ShopContext>, order: Order): Promise<void> {
  const [counts] = await tx.em.execute<Counts[]>(COUNT, [tx.shop.id, order.id])
  const { remaining, shipped, isDelivered } = counts as Counts
  const isComplete = remaining === 0 && shipped > 0
  const whole = isDelivered ? FulfillmentStatus.DELIVERED : FulfillmentStatus.SHIPPED
  order.fulfillment = isComplete ? whole : FulfillmentStatus.UNFULFILLED
  order.isPartlyShipped = shipped > 0 && !isComplete
  order.hasNothingToShip = remaining === 0 && shipped === 0
}

const COUNT = `
  select (ordered.quantity - packed.quantity)::integer as remaining, packed.quantity::integer as shipped,
    not exists (select from parcel p where p.shop_id = o.shop_id and p.order_id = o.id and p.delivered_at is null) as "isDelivered"
  from "order" o
  cross join lateral (
    select coalesce(sum(quantity - released_quantity), 0) as quantity from order_line l where l.shop_id = o.shop_id and l.order_id = o.id) ordered
  cross join lateral (
    select coalesce(sum(l.quantity), 0) as quantity from parcel p join parcel_line l on l.shop_id = p.shop_id and l.parcel_id = p.id
    where p.shop_id = o.shop_id and p.order_id = o.id) packed
  where o.shop_id = ? and o.id = ?`
