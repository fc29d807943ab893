import type { BuyerContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { Order } from '../../../order/order.entity.ts'
import { loadOrderForPayment } from './load-order-for-payment.ts'
import type { PayByCardInput } from './pay-by-card.ts'

/**
 * The order to return together with the errors of a rejected card. Null unless the order's code and token are right.
 */
export async function findOrderOfRejectedCard(
  ctx: BuyerContext,
  { orderCode, orderToken }: PayByCardInput,
): Promise<{ order: Order | null }> {
  const found = await loadOrderForPayment(ctx, { orderCode, orderToken, idempotencyKey: null })
  if (!found) return { order: null }
  const where = { id: found.id, shopId: ctx.shop.id }
  return { order: await inTransaction(ctx, (tx) => tx.em.findOne(Order, where)) }
}
