import type { BuyerContext } from '../../app/context.ts'
import { lockOrderForBuyer } from '../../order/find-order.ts'
import type { Order } from '../../order/order.entity.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import type { ManualMethod } from '../../shop/manual-payments.ts'
import { abandonOpenAttempt } from '../gateway/attempts/abandon-open-attempt.ts'
import { chooseManualPayment } from './choose-manual-payment.ts'

export interface PayManuallyInput {
  orderCode: string
  orderToken: string
  abandonOpenAttempt?: boolean | null
}

/**
 * The buyer will pay by transfer: the order says where to, and with which reference.
 * @throws OperationError ORDER_NOT_FOUND, ORDER_NOT_PAYABLE, PAYMENT_IN_PROGRESS, PAYMENT_MODE_NOT_AVAILABLE; RequestError RATE_LIMITED
 */
export const payByTransfer = (ctx: BuyerContext, input: PayManuallyInput): Promise<{ order: Order }> =>
  payManually(ctx, 'TRANSFER', input)

/** As payByTransfer, for a cheque. */
export function payManually(
  ctx: BuyerContext,
  method: ManualMethod,
  { orderCode, orderToken, abandonOpenAttempt: isGivenUp }: PayManuallyInput,
): Promise<{ order: Order }> {
  return inTransaction(ctx, async (tx) => {
    const order = await lockOrderForBuyer(tx, orderCode, orderToken)
    await abandonOpenAttempt(tx, order, isGivenUp ?? false)
    await chooseManualPayment(tx, order, method, 'buyer')
    return { order }
  })
}
