import type { InTransaction, MerchantContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import type { Order } from '../order/order.entity.ts'

/**
 * For shipping an order whose page nobody looked at, where a warning would stand: the buyer collects it, the bank sent news after it had
 * accepted the payment, or all of it was refunded.
 * @throws OperationError ORDER_IS_FOR_PICKUP, PAYMENT_TO_CHECK
 */
export async function requireNothingToSee(
  { em, shop }: InTransaction<MerchantContext>,
  order: Order,
): Promise<void> {
  if (order.isPickup) reject('ORDER_IS_FOR_PICKUP', 'orderCode')
  const [row] = await em.execute<{ has_news: boolean; refunded: number }[]>(
    `select exists (select from payment_attempt p where p.shop_id = ? and p.order_id = ? and p.later_news is not null) as has_news,
       (select coalesce(sum(r.amount), 0)::bigint from refund r where r.shop_id = ? and r.order_id = ?) as refunded`,
    [shop.id, order.id, shop.id, order.id],
  )
  const isRefunded = Number(row?.refunded) > 0 && Number(row?.refunded) >= order.total
  if (row?.has_news || isRefunded) reject('PAYMENT_TO_CHECK', 'orderCode')
}
