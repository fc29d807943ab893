import type { BuyerContext, InTransaction, MerchantContext, ShopContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { reject } from '../kernel/errors.ts'
import { lockOrderInShop } from './lock-order.ts'
import { Order } from './order.entity.ts'
import { isOrderToken } from './order-token.ts'

/** The shop's order with this code, for a member; null when there is none. */
export const findOrderInShop = (ctx: MerchantContext, code: string): Promise<Order | null> =>
  inTransaction(ctx, (tx) => findOrderByCode(tx, code))

/** The shop's order with this code; null when there is none. */
export const findOrderByCode = (tx: InTransaction<ShopContext>, code: string): Promise<Order | null> =>
  tx.em.findOne(Order, { code, shopId: tx.shop.id })

/**
 * The order with this code, for a buyer who has its token. Its row is locked until the transaction ends.
 * @throws ORDER_NOT_FOUND, the same whether the code or the token is wrong
 */
export async function lockOrderForBuyer(
  tx: InTransaction<BuyerContext>,
  code: string,
  token: string,
): Promise<Order> {
  const order = await lockOrderInShop(tx, { code })
  if (!order || !isOrderToken(tx.app.env.orderTokenKeys, order, token))
    return reject('ORDER_NOT_FOUND', 'orderCode')
  return order
}
