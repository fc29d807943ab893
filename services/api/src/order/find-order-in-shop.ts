import { inTransaction, type MerchantContext } from '../app/context.ts'
import { Order } from './order.entity.ts'

/** The shop's order of this code; null for any other, another shop's too. */
export const findOrderInShop = (ctx: MerchantContext, code: string): Promise<Order | null> =>
  inTransaction(ctx, ({ em, shop }) => em.findOne(Order, { shopId: shop.id, code }))
