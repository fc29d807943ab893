import { v7 } from 'uuid'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import { notifyAfterCommit } from '../platform/db/notify-soon.ts'
import { lockVariants } from './lock-variants.ts'
import type { StockLine } from './stock-reservation.ts'

/**
 * Makes items of an order available again: those that were shipped are added to the stock on hand, with a movement; those that were not are no
 * longer reserved. Variants that were deleted meanwhile have no stock.
 */
export async function returnStock(
  tx: InTransaction<MerchantContext>,
  order: { code: string; isShipped: boolean },
  items: readonly StockLine[],
): Promise<void> {
  if (items.length === 0) return
  const rows = items.map(({ variantId, quantity }) => ({ variant_id: variantId, quantity }))
  await lockVariants(
    tx,
    items.map(({ variantId }) => variantId),
  )
  const params = [JSON.stringify(rows), tx.shop.id, tx.shop.id]
  if (order.isShipped) {
    const ids = items.map(({ variantId }) => ({ variant_id: variantId, id: v7() }))
    await tx.em.execute(ADD, [...params, JSON.stringify(ids), order.code, tx.member.id, tx.member.name])
  } else await tx.em.execute(RELEASE, params)
  notifyAfterCommit(tx.em, tx.app, 'shop_changed')
}

const LOCK = `
  with returned as (
    select variant_id, sum(quantity)::integer as quantity from jsonb_to_recordset(?::jsonb) as r (variant_id uuid, quantity integer)
    group by variant_id
  ), locked as (
    select s.variant_id, r.quantity from stock s join returned r on r.variant_id = s.variant_id
    where s.shop_id = ? order by s.variant_id for update of s
  )`

const RELEASE = `${LOCK}
  update stock s set reserved = s.reserved - l.quantity from locked l where s.shop_id = ? and s.variant_id = l.variant_id`

const ADD = `${LOCK}, added as (
    update stock s set on_hand = s.on_hand + l.quantity from locked l where s.shop_id = ? and s.variant_id = l.variant_id
    returning s.shop_id, s.variant_id, s.on_hand, l.quantity
  ), movement as (
    select variant_id, min(id::text)::uuid as id from jsonb_to_recordset(?::jsonb) as m (variant_id uuid, id uuid) group by variant_id
  )
  insert into stock_movement (shop_id, id, variant_id, reason, delta, on_hand_after, order_code, member_id, member_name)
    select a.shop_id, m.id, a.variant_id, 'RETURNED', a.quantity, a.on_hand, ?, ?::uuid, ?
    from added a join movement m on m.variant_id = a.variant_id`
