import { inTransaction, type MerchantContext } from '../app/context.ts'
import { Order } from './order.entity.ts'

/** The shop's order with this code; null when the shop has none. */
export const findOrderInShop = (ctx: MerchantContext, code: string): Promise<Order | null> =>
  inTransaction(ctx, ({ em, shop }) => em.findOne(Order, { shopId: shop.id, code }))
