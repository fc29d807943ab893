import type { InTransaction, MerchantContext } from '../../app/context.ts'
import type { Order } from '../../order/order.entity.ts'
import type { CheckedRefund } from './check-refund.ts'
import type { RefundDetails } from './record-refund.ts'

interface RefundToInsert {
  id: string
  order: Pick<Order, 'id' | 'currency'>
  refund: CheckedRefund
  details: RefundDetails
}

/** Inserts a refund and its lines in one statement. */
export async function insertRefund(
  { em, shop, member }: InTransaction<MerchantContext>,
  { id, order, refund, details }: RefundToInsert,
): Promise<void> {
  const row = {
    shop_id: shop.id,
    id,
    order_id: order.id,
    amount: refund.amount,
    currency: order.currency,
    shipping_amount: refund.shippingAmount,
    other_amount: refund.otherAmount,
    reason: details.reason,
    bank_reference: details.bankReference,
    restock: details.restock,
    is_announced: refund.isAnnounced,
    notify_buyer: details.notifyBuyer,
    idempotency_key: details.idempotencyKey,
    recorded_at: new Date(),
    recorded_by: member.id,
    recorded_by_name: member.name,
  }
  const lines = refund.lines.map(({ line, quantity, amount }) => ({
    shop_id: shop.id,
    refund_id: id,
    order_line_id: line.id,
    quantity,
    amount,
  }))
  await em.execute(
    `with inserted as (
       insert into refund select * from jsonb_populate_record(null::refund, ?::jsonb) returning id
     )
     insert into refund_line select l.* from inserted, jsonb_populate_recordset(null::refund_line, ?::jsonb) l`,
    [JSON.stringify(row), JSON.stringify(lines)],
  )
}
