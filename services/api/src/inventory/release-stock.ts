import type { InTransaction, ShopContext } from '../app/context.ts'

/** Puts an order's quantities back on the shelf; called by moveOrder alone, so once per order's end. */
export async function releaseStock(tx: InTransaction<ShopContext>, orderId: string): Promise<void> {
  await tx.em.execute(
    `with back as (
       select variant_id, sum(quantity) as quantity from order_line where shop_id = ? and order_id = ? group by variant_id
     ), held as (
       select s.variant_id, b.quantity from stock s join back b on b.variant_id = s.variant_id order by s.variant_id for update of s
     )
     update stock s set available = s.available + h.quantity from held h where s.variant_id = h.variant_id`,
    [tx.shop.id, orderId],
  )
}
