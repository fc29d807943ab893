import { inTransaction, type ShopContext } from '../app/context.ts'
import { OrderLine } from './order-line.entity.ts'

/** The lines of one order, in the order of the cart. */
export const loadOrderLines = (ctx: ShopContext, orderId: string): Promise<OrderLine[]> =>
  inTransaction(ctx, (tx) =>
    tx.em.find(OrderLine, { shopId: ctx.shop.id, orderId }, { orderBy: { position: 'asc' } }),
  )
