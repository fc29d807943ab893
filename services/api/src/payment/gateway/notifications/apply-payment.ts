import type { InTransaction, ShopContext } from '../../../app/context.ts'
import { changeOrderStatus } from '../../../order/change-order-status.ts'
import { nextStatus, OrderStatus } from '../../../order/order-status.ts'
import type { Order } from '../../../order/order.entity.ts'
import { reserveStockAgain } from '../../../inventory/stock-reservation.ts'
import { closeCardPayment } from '../../card/close-card-payment.ts'
import { appendLedgerAndCommit } from '../../ledger/append-ledger.ts'
import { attemptCapture } from '../attempts/attempt-capture.ts'
import type { PaymentAttempt } from '../attempts/payment-attempt.entity.ts'
import type { BankNotification } from '../bank-protocol.ts'
import { recordUnmatchedPayment } from '../../unmatched/record-unmatched-payment.ts'

/** Applies a notification of payment: the order becomes PAID, or the money becomes an unmatched payment if the order cannot take it: one whose buyer was erased cannot be delivered. */
export async function applyPayment(
  tx: InTransaction<ShopContext>,
  attempt: PaymentAttempt,
  order: Order,
  notification: BankNotification,
): Promise<'APPLIED' | 'UNMATCHED'> {
  if (!nextStatus(order.status, 'bankPaid') || order.erasedAt) {
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
  const data = { attemptId: attempt.id, hadCard }
  await changeOrderStatus(tx, order, 'bankPaid', { type: 'bank_payment.accepted', data, by: 'bank' })
  await appendLedgerAndCommit(tx, [attemptCapture(attempt)])
  return 'APPLIED'
}
