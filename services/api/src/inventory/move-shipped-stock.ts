import { v7 } from 'uuid'
import type { InTransaction, ShopContext } from '../app/context.ts'
import { notifyAfterCommit } from '../platform/db/notify-soon.ts'
import { lockVariants } from './lock-variants.ts'

/** What a parcel adds to the stock of a variant, or takes from it. */
export interface StockMove {
  variantId: string
  onHand: number
  reserved: number
}

/**
 * Takes the items of a parcel from the stock on hand and from what is reserved, or puts them back where the parcel did not leave, and writes a movement for
 * each variant of which the stock on hand changes. Variants that were deleted meanwhile have no stock.
 * @param reason SHIPPED takes them, CORRECTION puts them back
 */
export async function moveShippedStock(
  tx: InTransaction<ShopContext>,
  order: { code: string },
  moves: readonly StockMove[],
  reason: 'SHIPPED' | 'CORRECTION',
): Promise<void> {
  const sums = new Map<string, StockMove>()
  for (const { variantId, onHand, reserved } of moves) {
    const sum = sums.get(variantId) ?? { variantId, onHand: 0, reserved: 0 }
    sums.set(variantId, { variantId, onHand: sum.onHand + onHand, reserved: sum.reserved + reserved })
  }
  await lockVariants(tx, [...sums.keys()])
  const moved = [...sums.values()].map(({ variantId, onHand, reserved }) => ({
    id: v7(),
    variant_id: variantId,
    on_hand: onHand,
    reserved,
  }))
  await tx.em.execute(MOVE, [JSON.stringify(moved), tx.shop.id, tx.shop.id, reason, order.code])
  if (moved.some(({ on_hand, reserved }) => on_hand !== reserved))
    notifyAfterCommit(tx.em, tx.app, 'shop_changed')
}

const MOVE = `
  with moved as materialized (
    select * from jsonb_to_recordset(?::jsonb) as m (id uuid, variant_id uuid, on_hand integer, reserved integer)
  ), locked as (
    select s.variant_id from stock s join moved on moved.variant_id = s.variant_id where s.shop_id = ? order by s.variant_id for update of s
  ), changed as (
    update stock s set on_hand = s.on_hand + moved.on_hand, reserved = s.reserved + moved.reserved
    from locked join moved on moved.variant_id = locked.variant_id
    where s.shop_id = ? and s.variant_id = locked.variant_id
    returning s.shop_id, s.variant_id, s.on_hand, moved.id, moved.on_hand as delta
  )
  insert into stock_movement (shop_id, id, variant_id, reason, delta, on_hand_after, order_code)
    select shop_id, id, variant_id, ?, delta, on_hand, ? from changed where delta <> 0`
