import { inTransaction, type BuyerContext } from '../../../app/context.ts'
import { findOrderByCode } from '../../../order/find-order.ts'
import { isOrderToken } from '../../../order/order-token.ts'
import type { Order } from '../../../order/order.entity.ts'
import type { PayByBankInput } from './pay-by-bank.ts'

/** What goes beside the problems of a bank payment: no redirect, and the order whenever code and token are right. */
export async function findOrderOfRejectedPayment(
  ctx: BuyerContext,
  { orderCode, orderToken }: PayByBankInput,
): Promise<{ order: Order | null; redirect: null }> {
  const order = await inTransaction(ctx, (tx) => findOrderByCode(tx, orderCode))
  const isOwn = order !== null && isOrderToken(ctx.app.env.orderTokenKey, order, orderToken)
  return { order: isOwn ? order : null, redirect: null }
}
