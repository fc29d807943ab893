import type { InTransaction, ShopContext } from '../../app/context.ts'

/** CLOSED: ended by anything but the merchant's bank, such as a cancellation or another payment. */
type FinalStatus = 'APPROVED' | 'REFUSED' | 'CLOSED'

/**
 * Ends the order's open card payment and erases its kept digits and expiry date. The caller must have locked the order.
 * Returns false when no card payment was open. Works in the api and in the worker, whose role can't read kept digits.
 */
export async function closeCardPayment(
  tx: InTransaction<ShopContext>,
  orderId: string,
  finalStatus: FinalStatus = 'CLOSED',
): Promise<boolean> {
  const ended = await tx.em.execute(
    `with ended as (
       update card_payment set status = ?, ended_at = now(), expiry_month = null, expiry_year = null
       where shop_id = ? and order_id = ? and status = 'OPEN' returning id
     ), erased as (
       delete from card_kept k using ended e where k.shop_id = ? and k.payment_id = e.id
     )
     select id from ended`,
    [finalStatus, tx.shop.id, orderId, tx.shop.id],
  )
  return ended.length > 0
}
