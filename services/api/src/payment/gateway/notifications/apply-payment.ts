import type { InTransaction, ShopContext } from '../../../app/context.ts'
import { writeMails } from '../../../mail/write-mail.ts'
import { moveOrder } from '../../../order/move-order.ts'
import { nextStatus, OrderStatus } from '../../../order/order-status.ts'
import type { Order } from '../../../order/order.entity.ts'
import { takeStockAgain } from '../../../inventory/reserve-stock-again.ts'
import { retireCardPayment } from '../../card/close-card-payment.ts'
import { MailKind } from '../../../mail/mail.type.ts'
import type { BankAttempt } from '../attempts/payment-attempt.entity.ts'
import type { BankNotification } from '../bank-protocol.ts'
import { openRescue } from '../../unmatched/record-unmatched-payment.ts'
import { bankText } from '../timeline-messages.ts'

/** The bank took the money: the order becomes PAID, or the money stands on the rescue list when the order can't take it. */
export async function payOrder(
  tx: InTransaction<ShopContext>,
  attempt: BankAttempt,
  order: Order,
  notification: BankNotification,
): Promise<{ verdict: 'SETTLED' | 'RESCUED'; mailIds: string[] }> {
  if (!nextStatus(order.status, 'bankPaid')) {
    const reason = order.status === OrderStatus.PAID ? 'ALREADY_PAID' : 'ORDER_CANCELLED'
    return openRescue(tx, { reason, protocol: attempt.protocol, notification, attempt, order })
  }
  if (order.status === OrderStatus.EXPIRED && !(await takeStockAgain(tx, order.id)))
    return openRescue(tx, {
      reason: 'OUT_OF_STOCK',
      protocol: attempt.protocol,
      notification,
      attempt,
      order,
    })

  const hadCard = order.status === OrderStatus.AWAITING_CERTIFICATION
  if (hadCard) await retireCardPayment(tx, order.id)
  attempt.status = 'PAID'
  attempt.authorizationNumber = notification.authorizationNumber
  attempt.bankTransactionId = notification.bankTransactionId
  attempt.updatedAt = new Date()
  await moveOrder(tx, order, 'bankPaid', {
    kind: 'BANK_PAID',
    by: 'bank',
    message: bankText('paid', tx.shop.locale, attempt.bankName),
  })
  const details = {
    outcome: hadCard ? 'PAID_DO_NOT_KEY' : 'PAID',
    bank: attempt.bankName,
    reference: attempt.reference,
  }
  const mailIds = await writeMails(tx, [
    { orderId: order.id, kind: MailKind.PAYMENT_CONFIRMATION, recipient: order.email },
    { orderId: order.id, kind: MailKind.PAYMENT_NOTICE, recipient: tx.shop.fragmentTo, details },
  ])
  return { verdict: 'SETTLED', mailIds }
}
