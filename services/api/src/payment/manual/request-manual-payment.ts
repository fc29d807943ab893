import type { MerchantContext } from '../../app/context.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import { OperationError, reject } from '../../kernel/errors.ts'
import { lockOrderInShop } from '../../order/lock-order.ts'
import type { Order } from '../../order/order.entity.ts'
import { isPayable } from '../../order/order-status.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { offerOf, type ManualMethod } from '../../shop/manual-payments.ts'
import { chooseManualPayment } from './choose-manual-payment.ts'
import { actorOf } from '../../event/event-types.ts'

/**
 * A member chooses a transfer or a cheque for the buyer, who gets the instructions by mail: for an order taken by telephone or post.
 * @throws OperationError NOT_FOUND, MANUAL_PAYMENT_NOT_REQUESTABLE; RequestError RATE_LIMITED
 */
export function requestManualPayment(
  ctx: MerchantContext,
  { orderCode, method }: { orderCode: string; method: ManualMethod },
): Promise<{ order: Order }> {
  return inTransaction(ctx, async (tx) => {
    const order = (await lockOrderInShop(tx, { code: orderCode })) ?? reject('NOT_FOUND', 'orderCode')
    if (!isPayable(order.status) || !offerOf(tx.shop.manualPayments, method))
      throw new OperationError({ code: 'MANUAL_PAYMENT_NOT_REQUESTABLE', field: ['orderCode'] })
    await chooseManualPayment(tx, order, method, actorOf(tx))
    writeAudit(tx, { action: 'requestManualPayment', subject: `${order.code} ${method}` })
    return { order }
  })
}
