import type { InTransaction, ShopContext } from '../../app/context.ts'

/** How a card payment ends; CLOSED by anything but the merchant's bank. */
export type CardEnd = 'APPROVED' | 'REFUSED' | 'CLOSED'

/**
 * Ends the order's open card payment and erases its digits and expiry at once; its order is locked by the caller.
 * False when none was open. Runs as api and as worker: neither reads what is sealed.
 */
export async function closeCardPayment(
  tx: InTransaction<ShopContext>,
  orderId: string,
  end: CardEnd = 'CLOSED',
): Promise<boolean> {
  const ended = await tx.em.execute(
    `with ended as (
       update card_payment set status = ?, ended_at = now(), expiry_month = null, expiry_year = null
       where shop_id = ? and order_id = ? and status = 'OPEN' returning id
     ), erased as (
       delete from card_kept k using ended e where k.shop_id = ? and k.payment_id = e.id
     )
     select id from ended`,
    [end, tx.shop.id, orderId, tx.shop.id],
  )
  return ended.length > 0
}
