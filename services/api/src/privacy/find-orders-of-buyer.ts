import type { InTransaction, ShopContext } from '../app/context.ts'
import type { Order } from '../order/order.entity.ts'

/** The ids of the orders of an order's buyer, oldest first: all of the shop with the same email address. Only itself once it is erased. */
export async function findOrdersOfBuyer(
  { em, shop }: InTransaction<ShopContext>,
  order: Pick<Order, 'id' | 'email' | 'erasedAt'>,
): Promise<string[]> {
  if (order.erasedAt) return [order.id]
  const found = await em.execute<{ id: string }[]>(
    `select id from "order" where shop_id = ? and buyer_key = lower(?) and buyer_key <> '' order by placed_at, id`,
    [shop.id, order.email],
  )
  return found.map(({ id }) => id)
}
