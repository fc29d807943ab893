import { v7 } from 'uuid'
import type { InTransaction, ShopContext } from '../app/context.ts'

/**
 * Takes the items of an order that is shipped from the stock on hand and from what is reserved, and writes a movement for each variant.
 * Variants that were deleted meanwhile have no stock. Rows are locked in id order.
 */
export async function shipStock(
  tx: InTransaction<ShopContext>,
  order: { id: string; code: string },
): Promise<void> {
  const lines = await tx.em.execute<{ variant_id: string; quantity: number }[]>(
    `select variant_id, sum(quantity)::integer as quantity from order_line where shop_id = ? and order_id = ? group by variant_id`,
    [tx.shop.id, order.id],
  )
  await tx.em.execute(SHIP, [
    JSON.stringify(lines.map((line) => ({ ...line, id: v7() }))),
    tx.shop.id,
    tx.shop.id,
    order.code,
  ])
}

const SHIP = `
  with shipped as materialized (
    select * from jsonb_to_recordset(?::jsonb) as s (id uuid, variant_id uuid, quantity integer)
  ), locked as (
    select s.variant_id from stock s join shipped on shipped.variant_id = s.variant_id where s.shop_id = ? order by s.variant_id for update of s
  ), reduced as (
    update stock s set on_hand = s.on_hand - shipped.quantity, reserved = s.reserved - shipped.quantity
    from locked join shipped on shipped.variant_id = locked.variant_id
    where s.shop_id = ? and s.variant_id = locked.variant_id
    returning s.shop_id, s.variant_id, s.on_hand, shipped.id, shipped.quantity
  )
  insert into stock_movement (shop_id, id, variant_id, reason, delta, on_hand_after, order_code)
    select shop_id, id, variant_id, 'SHIPPED', -quantity, on_hand, ? from reduced`
