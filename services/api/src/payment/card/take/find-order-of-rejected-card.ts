import type { BuyerContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { Order } from '../../../order/order.entity.ts'
import { loadOrderForPayment } from './load-order-for-payment.ts'
import type { PayByCardInput } from './pay-by-card.ts'

/**
 * The order to return together with the errors of a rejected card. Null unless the order's code and token are right.
 */
export const findOrderOfRejectedCard = (
  ctx: BuyerContext,
  { orderCode, orderToken }: PayByCardInput,
): Promise<{ order: Order | null }> =>
  inTransaction(ctx, async (tx) => {
    const found = await loadOrderForPayment(tx, { orderCode, orderToken, idempotencyKey: null })
    return { order: found && (await tx.em.findOne(Order, { id: found.id, shopId: ctx.shop.id })) }
  })
