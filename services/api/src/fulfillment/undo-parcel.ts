import { writeAudit } from '../audit/write-audit.ts'
import type { MerchantContext } from '../app/context.ts'
import { actorOf } from '../event/event-types.ts'
import { writeEvent } from '../event/write-event.ts'
import { moveShippedStock } from '../inventory/move-shipped-stock.ts'
import { reject } from '../kernel/errors.ts'
import type { Order } from '../order/order.entity.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { lockParcel } from './lock-parcel.ts'
import { updateFulfillment } from './update-fulfillment.ts'

interface UndoneLine {
  id: string
  variantId: string
  quantity: number
  /** Those that were refunded and put back on hand as if they had come back: the parcel puts them back no second time. */
  returned: number
  /** Those that are not shipped any more. */
  released: number
}

/**
 * Undoes a parcel that did not leave, until it is delivered: its items are again on hand and reserved, and can be shipped anew; those that were refunded
 * and put back into stock, or all once the whole order was refunded, are not shipped any more. A mail about it that was not sent yet is not sent.
 * @throws OperationError NOT_FOUND, PARCEL_ALREADY_DELIVERED
 */
export function undoParcel(
  ctx: MerchantContext,
  { parcelId }: { parcelId: string },
): Promise<{ order: Order }> {
  return inTransaction(ctx, async (tx) => {
    const { parcel, order } = await lockParcel(tx, parcelId)
    if (parcel.deliveredAt) return reject('PARCEL_ALREADY_DELIVERED', 'parcelId')
    const lines = await tx.em.execute<UndoneLine[]>(LINES, [tx.shop.id, parcelId])
    await tx.em.execute(CHANGE_LINES, [JSON.stringify(lines), tx.shop.id])
    await tx.em.execute('delete from parcel where shop_id = ? and id = ?', [tx.shop.id, parcelId])
    const moves = lines.map(({ variantId, quantity, returned, released }) => ({
      variantId,
      onHand: quantity - returned,
      reserved: quantity - released,
    }))
    await moveShippedStock(tx, order, moves, 'CORRECTION')
    await updateFulfillment(tx, order)
    const by = actorOf(tx)
    await writeEvent(tx, order.id, { type: 'parcel.undone', data: { parcelId }, by })
    writeAudit(tx, { action: 'undoParcel', subject: order.code })
    return { order }
  })
}

const LINES = `
  select l.id, l.variant_id as "variantId", p.quantity, greatest(0, l.returned_quantity - others.quantity)::integer as returned,
    case when balance.is_refunded then p.quantity else greatest(0, l.returned_quantity - others.quantity)::integer end as released
  from parcel_line p join order_line l on l.shop_id = p.shop_id and l.id = p.order_line_id
  cross join lateral (
    select coalesce(sum(o.quantity), 0) as quantity from parcel_line o
    where o.shop_id = p.shop_id and o.order_line_id = p.order_line_id and o.parcel_id <> p.parcel_id) others
  cross join lateral (
    select coalesce(sum(e.amount) <= 0, false) as is_refunded from ledger_entry e
    where e.shop_id = l.shop_id and e.order_id = l.order_id and e.kind not like 'UNMATCHED%') balance
  where p.shop_id = ? and p.parcel_id = ?`

const CHANGE_LINES = `
  update order_line l set released_quantity = l.released_quantity + u.released, returned_quantity = l.returned_quantity - u.returned
  from jsonb_to_recordset(?::jsonb) as u (id uuid, returned integer, released integer)
  where l.shop_id = ? and l.id = u.id`
