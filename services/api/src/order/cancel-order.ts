import { writeAudit } from '../audit/write-audit.ts'
import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { reject } from '../kernel/errors.ts'
import { parseText } from '../kernel/read-text.ts'
import { lockOrderInShop } from './lock-order.ts'
import { changeOrderStatus } from './change-order-status.ts'
import type { Order } from './order.entity.ts'
import { closeCardPayment } from '../payment/card/close-card-payment.ts'
import { actorOf } from '../event/event-types.ts'

export interface CancelOrderInput {
  orderCode: string
  reason?: string | null
}

/**
 * Cancels an unpaid order: closes its card payment, erases the kept digits and releases the stock. If the buyer still pays
 * at the bank, that payment appears on the list of unmatched payments.
 * @throws OperationError NOT_FOUND, ORDER_NOT_CANCELLABLE, CARD_NUMBER_IN_TEXT; RequestError BAD_USER_INPUT for a reason that is too long
 */
export function cancelOrder(ctx: MerchantContext, input: CancelOrderInput): Promise<{ order: Order }> {
  const reason = parseText(input.reason, 'reason')
  return inTransaction(ctx, async (tx) => {
    const order = (await lockOrderInShop(tx, { code: input.orderCode })) ?? reject('NOT_FOUND', 'orderCode')
    order.cancellationReason = reason
    const by = actorOf(tx)
    await changeOrderStatus(tx, order, 'cancelOrder', { type: 'order.cancelled', data: {}, by })
    await closeCardPayment(tx, order.id)
    writeAudit(tx, { action: 'cancelOrder', subject: order.code })
    return { order }
  })
}
