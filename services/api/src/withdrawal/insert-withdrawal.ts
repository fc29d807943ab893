import type { BuyerContext, InTransaction } from '../app/context.ts'
import type { Order } from '../order/order.entity.ts'
import type { OrderedItem } from './load-withdrawals.ts'
import { refundDeadline } from './withdrawal-period.ts'

export interface LineToWithdraw {
  item: OrderedItem
  lineId: string
  quantity: number
}

interface WithdrawalToInsert {
  id: string
  order: Pick<Order, 'id' | 'email' | 'billingAddress'>
  idempotencyKey: string
  lines: readonly LineToWithdraw[]
}

/** Inserts a declaration of withdrawal and its lines in one statement. What was refunded before it is never refunded again: it counts as settled. */
export async function insertWithdrawal(
  { em, shop }: InTransaction<BuyerContext>,
  { id, order, idempotencyKey, lines }: WithdrawalToInsert,
): Promise<void> {
  const now = new Date()
  const rows = lines.map(({ item, lineId, quantity }) => ({
    shop_id: shop.id,
    withdrawal_id: id,
    order_line_id: lineId,
    quantity,
    refunded_quantity: alreadyRefunded(item, quantity),
  }))
  const row = {
    shop_id: shop.id,
    id,
    order_id: order.id,
    idempotency_key: idempotencyKey,
    withdrawn_at: now,
    refund_due_at: refundDeadline(now, shop.timeZone),
    name: `${order.billingAddress.firstName} ${order.billingAddress.lastName}`.trim(),
    email: order.email,
    settled_at: rows.every(({ quantity, refunded_quantity: refunded }) => refunded === quantity) ? now : null,
  }
  await em.execute(
    `with inserted as (
       insert into withdrawal select * from jsonb_populate_record(null::withdrawal, ?::jsonb) returning id
     )
     insert into withdrawal_line select l.* from inserted, jsonb_populate_recordset(null::withdrawal_line, ?::jsonb) l`,
    [JSON.stringify(row), JSON.stringify(rows)],
  )
}

/** Of the items withdrawn now, those for which no refund is left: the line was refunded before. */
function alreadyRefunded(item: OrderedItem, quantity: number): number {
  const refundable = Math.max(0, item.quantity - item.refunded - item.pending)
  return Math.max(0, quantity - refundable)
}
