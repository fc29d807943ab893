import { inTransaction, type BuyerContext } from '../../../app/context.ts'
import { Order } from '../../../order/order.entity.ts'
import { loadOrderForPayment } from './load-order-for-payment.ts'
import type { PayByCardInput } from './pay-by-card.ts'

/** The order to show beside the problems of a card: set whenever code and token are right. */
export const findOrderOfRejectedCard = (
  ctx: BuyerContext,
  { orderCode, orderToken }: PayByCardInput,
): Promise<{ order: Order | null }> =>
  inTransaction(ctx, async (tx) => {
    const look = await loadOrderForPayment(tx, { orderCode, orderToken, idempotencyKey: null })
    return { order: look && (await tx.em.findOne(Order, { id: look.id, shopId: ctx.shop.id })) }
  })
