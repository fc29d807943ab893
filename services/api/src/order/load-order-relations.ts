import type { ShopContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { Mail } from '../mail/mail.entity.ts'
import type { BatchQuery } from '../platform/db/batch-load.ts'
import { OrderLine } from './order-line.entity.ts'

// Each loads a relation of many orders in one statement.

export const linesOfOrders: BatchQuery<OrderLine> = (ctx, ids) =>
  inTransaction(ctx, ({ em, shop }) =>
    em.find(OrderLine, { shopId: shop.id, orderId: { $in: [...ids] } }, { orderBy: { position: 'asc' } }),
  )

export const mailsOfOrders: BatchQuery<Mail> = (ctx, ids) =>
  inTransaction(ctx, ({ em, shop }) =>
    em.find(
      Mail,
      { shopId: shop.id, orderId: { $in: [...ids] } },
      { orderBy: { createdAt: 'asc', id: 'asc' } },
    ),
  )

/** The lines of one order, in the order of the cart. */
export const loadOrderLines = (ctx: ShopContext, orderId: string): Promise<OrderLine[]> =>
  inTransaction(ctx, (tx) =>
    tx.em.find(OrderLine, { shopId: ctx.shop.id, orderId }, { orderBy: { position: 'asc' } }),
  )
