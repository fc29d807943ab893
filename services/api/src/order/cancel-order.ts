import { writeAudit } from '../audit/write-audit.ts'
import { inTransaction, type MerchantContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { parseText } from '../kernel/read-text.ts'
import { timelineMessage } from './timeline-messages.ts'
import { lockOrderInShop } from './lock-order.ts'
import { moveOrder } from './move-order.ts'
import type { Order } from './order.entity.ts'
import { closeCardPayment } from '../payment/card/close-card-payment.ts'

export interface CancelOrderInput {
  orderCode: string
  reason?: string | null
}

/**
 * Ends an order that is not paid: its card payment is closed and the kept digits erased, its stock given back. A buyer
 * who still pays at the bank meets the list of unmatched payments.
 */
export function cancelOrder(ctx: MerchantContext, input: CancelOrderInput): Promise<{ order: Order }> {
  const reason = parseText(input.reason, 'reason')
  return inTransaction(ctx, async (tx) => {
    const order = (await lockOrderInShop(tx, { code: input.orderCode })) ?? reject('NOT_FOUND', 'orderCode')
    const message = timelineMessage(reason ? 'CANCELLED_FOR' : 'CANCELLED', tx.shop.locale, reason ?? '')
    await moveOrder(tx, order, 'cancelOrder', { kind: 'CANCELLED', by: tx.member.name, message })
    await closeCardPayment(tx, order.id)
    writeAudit(tx, { action: 'cancelOrder', subject: order.code })
    return { order }
  })
}
