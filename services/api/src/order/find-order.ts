import type { BuyerContext, InTransaction } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { lockOrderInShop } from './lock-order.ts'
import { Order } from './order.entity.ts'
import { isOrderToken } from './order-token.ts'

type Tx = InTransaction<BuyerContext>

/** The order with this code in the shop; null when there is none. */
export const findOrderByCode = (tx: Tx, code: string): Promise<Order | null> =>
  tx.em.findOne(Order, { code, shopId: tx.shop.id })

/**
 * The order with this code, for a buyer who has its token. `lock` locks its row until the transaction ends.
 * @throws ORDER_NOT_FOUND, the same whether the code or the token is wrong
 */
export async function findOrderForBuyer(
  tx: Tx,
  code: string,
  token: string,
  options: { lock?: boolean } = {},
): Promise<Order> {
  const order = options.lock ? await lockOrderInShop(tx, { code }) : await findOrderByCode(tx, code)
  if (!order || !isOrderToken(tx.app.env.orderTokenKey, order, token))
    return reject('ORDER_NOT_FOUND', 'orderCode')
  return order
}
