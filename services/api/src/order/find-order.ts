import type { BuyerContext, InTransaction } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { lockOrderInShop } from './lock-order.ts'
import { Order } from './order.entity.ts'
import { isOrderToken } from './order-token.ts'

type Tx = InTransaction<BuyerContext>

export const findOrderByCode = (tx: Tx, code: string): Promise<Order | null> =>
  tx.em.findOne(Order, { code, shopId: tx.shop.id })

/**
 * The order of this code, if the token is its own; else ORDER_NOT_FOUND, whichever of the two was wrong.
 * With `lock` it is held until the transaction ends.
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
