import type { BuyerContext, MerchantContext } from '../../app/context.ts'
import type { BatchQuery } from '../../platform/db/batch-load.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { toArray } from '../../platform/db/sql.ts'

/** A recorded refund. Amounts in minor units; instants in UTC, as PostgreSQL writes them in JSON. */
export interface StoredRefund {
  id: string
  orderId: string
  amount: number
  currency: string
  shippingAmount: number
  otherAmount: number
  reason: string | null
  bankReference: string
  restock: boolean
  isAnnounced: boolean
  recordedAt: Date | string
  recordedByName: string
  confirmedAt: Date | string | null
  lines: { lineId: string; productName: string; variantName: string; quantity: number; amount: number }[]
}

/** The refunds of several orders with their lines, oldest first, in one statement. */
export const refundsOfOrders: BatchQuery<StoredRefund> = (ctx, ids) => selectRefunds(ctx, ids)

/** As refundsOfOrders, for a member or a buyer. */
export const selectRefunds = (
  ctx: MerchantContext | BuyerContext,
  ids: readonly string[],
): Promise<StoredRefund[]> =>
  inTransaction(ctx, ({ em, shop }) =>
    em.execute<StoredRefund[]>(
      `select r.id, r.order_id as "orderId", r.amount, r.currency, r.shipping_amount as "shippingAmount", r.other_amount as "otherAmount",
         r.reason, r.bank_reference as "bankReference", r.restock, r.is_announced as "isAnnounced", r.recorded_at as "recordedAt",
         r.recorded_by_name as "recordedByName", r.confirmed_at as "confirmedAt",
         coalesce((select json_agg(json_build_object('lineId', o.id, 'productName', o.product_name, 'variantName', o.variant_name,
             'quantity', l.quantity, 'amount', l.amount) order by o.position)
           from refund_line l join order_line o on o.shop_id = l.shop_id and o.id = l.order_line_id
           where l.shop_id = r.shop_id and l.refund_id = r.id), '[]') as lines
       from refund r where r.shop_id = ? and r.order_id = any(?::uuid[]) order by r.recorded_at, r.id`,
      [shop.id, toArray(ids)],
    ),
  )
