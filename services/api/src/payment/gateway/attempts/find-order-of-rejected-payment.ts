import type { BuyerContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { findOrderByCode } from '../../../order/find-order.ts'
import { isOrderToken } from '../../../order/order-token.ts'
import type { Order } from '../../../order/order.entity.ts'
import type { PayByBankInput } from './pay-by-bank.ts'

/**
 * The payload of a rejected bank payment, apart from its errors: no redirect, and the order if code and token are
 * right.
 */
export async function findOrderOfRejectedPayment(
  ctx: BuyerContext,
  { orderCode, orderToken }: PayByBankInput,
): Promise<{ order: Order | null; redirect: null }> {
  const order = await inTransaction(ctx, (tx) => findOrderByCode(tx, orderCode))
  const isAuthorized = order !== null && isOrderToken(ctx.app.env.orderTokenKeys, order, orderToken)
  return { order: isAuthorized ? order : null, redirect: null }
}
