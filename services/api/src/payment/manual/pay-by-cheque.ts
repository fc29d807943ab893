import type { BuyerContext } from '../../app/context.ts'
import type { Order } from '../../order/order.entity.ts'
import { payManually, type PayManuallyInput } from './pay-by-transfer.ts'

/**
 * The buyer will pay by cheque: the order says to whom and where to send it.
 * @throws as payByTransfer
 */
export const payByCheque = (ctx: BuyerContext, input: PayManuallyInput): Promise<{ order: Order }> =>
  payManually(ctx, 'CHEQUE', input)
