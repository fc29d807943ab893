import type { InTransaction, ShopContext } from '../../app/context.ts'

/**
 * Marks the order's oldest recorded refund of this amount as notified by the bank. Returns false if there is none that was not notified before.
 * @param amount minor units
 */
export async function confirmRefund(
  { em, shop }: InTransaction<ShopContext>,
  orderId: string,
  amount: number,
): Promise<boolean> {
  const confirmed = await em.execute<{ id: string }[]>(
    `update refund set confirmed_at = now() where shop_id = ? and id = (
       select id from refund where shop_id = ? and order_id = ? and amount = ? and not is_announced and confirmed_at is null
       order by recorded_at, id limit 1)
     returning id`,
    [shop.id, shop.id, orderId, amount],
  )
  return confirmed.length > 0
}
