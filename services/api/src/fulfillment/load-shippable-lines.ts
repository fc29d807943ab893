import type { InTransaction, MerchantContext, ShopContext } from '../app/context.ts'
import type { BatchQuery } from '../platform/db/batch-load.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'

/** A line of an order and how much of it is still to ship: in no parcel yet, and not refunded before it was. */
export interface ShippableLine {
  orderId: string
  id: string
  variantId: string
  productName: string
  variantName: string
  sku: string
  ordered: number
  remaining: number
}

/** The lines of several orders, in the order of the cart, in one statement. */
export const shippableLinesOfOrders: BatchQuery<ShippableLine> = (ctx: MerchantContext, orderIds) =>
  inTransaction(ctx, (tx) => loadShippableLines(tx, orderIds))

/** As shippableLinesOfOrders, in the caller's transaction. */
export const loadShippableLines = (
  { em, shop }: InTransaction<ShopContext>,
  orderIds: readonly string[],
): Promise<ShippableLine[]> => em.execute<ShippableLine[]>(SELECT, [shop.id, toArray(orderIds)])

const SELECT = `
  select l.order_id as "orderId", l.id, l.variant_id as "variantId", l.product_name as "productName", l.variant_name as "variantName",
    l.sku, l.quantity as ordered, (l.quantity - coalesce((
      select sum(p.quantity) from parcel_line p where p.shop_id = l.shop_id and p.order_line_id = l.id), 0) - l.released_quantity)::integer as remaining
  from order_line l where l.shop_id = ? and l.order_id = any(?::uuid[]) order by l.order_id, l.position`
