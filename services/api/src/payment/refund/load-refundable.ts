import type { RefundableLine } from '@triclic/money'
import type { InTransaction, ShopContext } from '../../app/context.ts'
import type { BatchQuery } from '../../platform/db/batch-load.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { toArray } from '../../platform/db/sql.ts'
import { NO_BALANCE, selectBalance, type OrderBalance } from '../ledger/load-order-balance.ts'

export interface RefundableOrderLine extends RefundableLine {
  id: string
  variantId: string
  productName: string
  variantName: string
}

/** What of an order can be refunded. Amounts in minor units. */
export interface Refundable {
  orderId: string
  balance: OrderBalance
  lines: RefundableOrderLine[]
  /** Of the delivery. */
  shippingTotal: number
  refundedShipping: number
}

/** What of several orders can be refunded, in one statement. */
export const refundablesOfOrders: BatchQuery<Refundable> = (ctx, ids) =>
  inTransaction(ctx, (tx) => selectRefundables(tx, ids))

/** What of a locked order can be refunded. */
export async function loadRefundable(tx: InTransaction<ShopContext>, orderId: string): Promise<Refundable> {
  const [refundable] = await selectRefundables(tx, [orderId])
  if (!refundable) throw new Error('There is no such order')
  return refundable
}

async function selectRefundables(
  { em, shop }: InTransaction<ShopContext>,
  orderIds: readonly string[],
): Promise<Refundable[]> {
  const rows = await em.execute<(Omit<Refundable, 'balance'> & { balance: OrderBalance | null })[]>(
    `select o.id as "orderId", o.shipping_total as "shippingTotal",
       coalesce((select sum(r.shipping_amount) from refund r where r.shop_id = o.shop_id and r.order_id = o.id), 0)::float8 as "refundedShipping",
       (select row_to_json(b) from (
         select ${selectBalance('o.shop_id', 'o.id')} from ledger_entry l where l.shop_id = o.shop_id and l.order_id = o.id) b) as balance,
       coalesce((select json_agg(json_build_object('id', l.id, 'variantId', l.variant_id, 'productName', l.product_name,
           'variantName', l.variant_name, 'quantity', l.quantity, 'total', l.total,
           'refundedQuantity', coalesce(given.quantity, 0), 'refundedAmount', coalesce(given.amount, 0)) order by l.position)
         from order_line l left join lateral (
           select sum(r.quantity) as quantity, sum(r.amount) as amount from refund_line r
           where r.shop_id = l.shop_id and r.order_line_id = l.id) given on true
         where l.shop_id = o.shop_id and l.order_id = o.id), '[]') as lines
     from "order" o where o.shop_id = ? and o.id = any(?::uuid[])`,
    [shop.id, toArray(orderIds)],
  )
  return rows.map((row) => ({ ...row, balance: row.balance ?? NO_BALANCE }))
}
