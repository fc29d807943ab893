import { v7 } from 'uuid'
import type { InTransaction, WorkerContext } from '../app/context.ts'
import { notifyAfterCommit } from '../platform/db/notify-soon.ts'

/** What an import does with the pieces of a variant on the shelf: a count, or a difference. */
export type StockChange = { variantId: string; onHand: number } | { variantId: string; delta: number }

/**
 * Changes the stock on hand, each change with a movement. What orders have reserved stays reserved, so there are never fewer pieces on hand than that.
 * Orders wait for the rows that it locks: call it last, just before the commit. Rows are locked in id order, as orders lock them.
 */
export async function setStock(
  tx: InTransaction<WorkerContext>,
  changes: StockChange[],
  by: { importId: string; memberId: string; memberName: string },
): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.toSorted(byVariant).map((change) => ({
    variant_id: change.variantId,
    movement_id: v7(),
    on_hand: 'onHand' in change ? change.onHand : null,
    delta: 'delta' in change ? change.delta : null,
  }))
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT)
    await tx.em.execute(SET_STOCK, [
      JSON.stringify(rows.slice(start, start + ROWS_PER_STATEMENT)),
      tx.shop.id,
      tx.shop.id,
      tx.shop.id,
      by.memberId,
      by.memberName,
      by.importId,
    ])
  notifyAfterCommit(tx.em, tx.app, 'shop_changed')
}

const ROWS_PER_STATEMENT = 10_000

/** PostgreSQL orders ids as their texts. */
const byVariant = (a: StockChange, b: StockChange): number => (a.variantId < b.variantId ? -1 : 1)

const SET_STOCK = `
  with wanted as materialized (
    select * from jsonb_to_recordset(?::jsonb) as w (variant_id uuid, movement_id uuid, on_hand integer, delta integer)
  ), locked as materialized (
    select s.variant_id, s.on_hand as before, greatest(coalesce(w.on_hand, s.on_hand + w.delta), s.reserved) as after, w.movement_id
    from stock s join wanted w on w.variant_id = s.variant_id where s.shop_id = ?
    order by s.variant_id for update of s
  ), changed as (
    update stock s set on_hand = l.after from locked l where s.shop_id = ? and s.variant_id = l.variant_id and l.after <> l.before
    returning l.movement_id, l.variant_id, l.before, l.after
  )
  insert into stock_movement (shop_id, id, variant_id, reason, delta, on_hand_after, member_id, member_name, import_id)
  select ?::uuid, c.movement_id, c.variant_id, 'IMPORT', c.after - c.before, c.after, ?::uuid, ?, ?::uuid from changed c`
