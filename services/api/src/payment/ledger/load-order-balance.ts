import type { InTransaction, ShopContext } from '../../app/context.ts'
import { CAPTURES, RETURNS } from './ledger-kind.ts'

/** Amounts in minor units, none negative. */
export interface OrderBalance {
  /** What the shop received for the order. */
  captured: number
  /** What went back to the buyer, whoever recorded it. */
  refunded: number
  /** What of it the bank refunded without that a member has recorded what it was for. */
  announced: number
}

export const NO_BALANCE: OrderBalance = { captured: 0, refunded: 0, announced: 0 }

/** SQL of the columns of an `OrderBalance`, from `ledger_entry l` of one order, whose id is the expression. */
export const selectBalance = (shopId: string, orderId: string): string => `
  coalesce(sum(l.amount) filter (where l.kind in ${CAPTURES}), 0)::float8 as captured,
  coalesce(-sum(l.amount) filter (where l.kind in ${RETURNS}), 0)::float8 as refunded,
  (coalesce(-sum(l.amount) filter (where l.kind = 'BANK_REFUND'), 0) - coalesce((select sum(r.amount) from refund r
    where r.shop_id = ${shopId} and r.order_id = ${orderId} and r.is_announced), 0))::float8 as announced`

/** What a locked order has received and given back. */
export async function loadOrderBalance(
  { em, shop }: InTransaction<ShopContext>,
  orderId: string,
): Promise<OrderBalance> {
  const [balance] = await em.execute<OrderBalance[]>(
    `select ${selectBalance('?', '?')} from ledger_entry l where l.shop_id = ? and l.order_id = ?`,
    [shop.id, orderId, shop.id, orderId],
  )
  return balance ?? NO_BALANCE
}
