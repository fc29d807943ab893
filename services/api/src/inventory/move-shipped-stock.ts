import { v7 } from 'uuid'
import type { InTransaction, ShopContext } from '../app/context.ts'
import { lockVariants } from './lock-variants.ts'
import type { StockLine } from './stock-reservation.ts'

/**
 * Takes the items of a parcel from the stock on hand and from what is reserved, or puts them back where the parcel did not leave, and writes a movement for
 * each variant. Variants that were deleted meanwhile have no stock.
 * @param reason SHIPPED takes them, CORRECTION puts them back
 */
export async function moveShippedStock(
  tx: InTransaction<ShopContext>,
  order: { code: string },
  lines: readonly StockLine[],
  reason: 'SHIPPED' | 'CORRECTION',
): Promise<void> {
  const quantities = new Map<string, number>()
  for (const { variantId, quantity } of lines)
    quantities.set(variantId, (quantities.get(variantId) ?? 0) + quantity)
  await lockVariants(tx, [...quantities.keys()])
  const sign = reason === 'SHIPPED' ? -1 : 1
  const moved = [...quantities].map(([variant_id, quantity]) => ({
    id: v7(),
    variant_id,
    delta: sign * quantity,
  }))
  await tx.em.execute(MOVE, [JSON.stringify(moved), tx.shop.id, tx.shop.id, reason, order.code])
}

const MOVE = `
  with moved as materialized (
    select * from jsonb_to_recordset(?::jsonb) as m (id uuid, variant_id uuid, delta integer)
  ), locked as (
    select s.variant_id from stock s join moved on moved.variant_id = s.variant_id where s.shop_id = ? order by s.variant_id for update of s
  ), changed as (
    update stock s set on_hand = s.on_hand + moved.delta, reserved = s.reserved + moved.delta
    from locked join moved on moved.variant_id = locked.variant_id
    where s.shop_id = ? and s.variant_id = locked.variant_id
    returning s.shop_id, s.variant_id, s.on_hand, moved.id, moved.delta
  )
  insert into stock_movement (shop_id, id, variant_id, reason, delta, on_hand_after, order_code)
    select shop_id, id, variant_id, ?, delta, on_hand, ? from changed`
