import type { BuyerContext } from '../../app/context.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { RETURNS } from '../ledger/ledger-kind.ts'

/** SQL for what went back to the buyer of an order, in minor units. The arguments are SQL expressions. */
export const selectRefundedTotal = (shopId: string, orderId: string): string => `(
  select coalesce(-sum(l.amount), 0)::float8 from ledger_entry l
  where l.shop_id = ${shopId} and l.order_id = ${orderId} and l.kind in ${RETURNS})`

/** What went back to the buyer of an order, in minor units. */
export const findRefundedTotal = (ctx: BuyerContext, orderId: string): Promise<number> =>
  inTransaction(ctx, async ({ em, shop }) => {
    const sql = `select ${selectRefundedTotal('?', '?')} as refunded`
    const [row] = await em.execute<{ refunded: number }[]>(sql, [shop.id, orderId])
    return row?.refunded ?? 0
  })
