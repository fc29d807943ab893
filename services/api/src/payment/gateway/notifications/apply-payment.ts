import type { InTransaction, ShopContext } from '../../../app/context.ts'
import { writeMails } from '../../../mail/write-mail.ts'
import { changeOrderStatus } from '../../../order/change-order-status.ts'
import { nextStatus, OrderStatus } from '../../../order/order-status.ts'
import type { Order } from '../../../order/order.entity.ts'
import { reserveStockAgain } from '../../../inventory/stock-reservation.ts'
import { closeCardPayment } from '../../card/close-card-payment.ts'
import { MailKind } from '../../../mail/mail.type.ts'
import type { PaymentAttempt } from '../attempts/payment-attempt.entity.ts'
import type { BankNotification } from '../bank-protocol.ts'
import { recordUnmatchedPayment } from '../../unmatched/record-unmatched-payment.ts'
import { bankTimelineMessage } from '../timeline-messages.ts'

/** Applies a notification of payment: the order becomes PAID, or the money becomes an unmatched payment if the order cannot take it. */
export async function applyPayment(
  tx: InTransaction<ShopContext>,
  attempt: PaymentAttempt,
  order: Order,
  notification: BankNotification,
): Promise<{ verdict: 'APPLIED' | 'UNMATCHED'; mailIds: string[] }> {
  if (!nextStatus(order.status, 'bankPaid')) {
    const reason = order.status === OrderStatus.PAID ? 'ALREADY_PAID' : 'ORDER_CANCELLED'
    return recordUnmatchedPayment(tx, { reason, protocol: attempt.protocol, notification, attempt, order })
  }
  if (order.status === OrderStatus.EXPIRED && !(await reserveStockAgain(tx, order.id)))
    return recordUnmatchedPayment(tx, {
      reason: 'OUT_OF_STOCK',
      protocol: attempt.protocol,
      notification,
      attempt,
      order,
    })

  const hadCard = order.status === OrderStatus.AWAITING_CERTIFICATION
  if (hadCard) await closeCardPayment(tx, order.id)
  attempt.status = 'PAID'
  attempt.authorizationNumber = notification.authorizationNumber
  attempt.bankTransactionId = notification.bankTransactionId
  attempt.updatedAt = new Date()
  await changeOrderStatus(tx, order, 'bankPaid', {
    kind: 'BANK_PAID',
    by: 'bank',
    message: bankTimelineMessage('paid', tx.shop.locale, attempt.bankName),
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
  return { verdict: 'APPLIED', mailIds }
}
