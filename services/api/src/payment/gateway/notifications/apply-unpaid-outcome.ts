import type { InTransaction, ShopContext } from '../../../app/context.ts'
import type { NewEvent } from '../../../event/event-types.ts'
import { writeEvent } from '../../../event/write-event.ts'
import { isPayable } from '../../../order/order-status.ts'
import type { Order } from '../../../order/order.entity.ts'
import type { PaymentAttempt } from '../attempts/payment-attempt.entity.ts'
import type { PaymentAttemptStatus, BankNotification } from '../bank-protocol.ts'

/** Statuses from which an attempt may move to each unpaid status. A late refusal never undoes a payment. */
const ALLOWED_FROM: Record<'PENDING' | 'REFUSED' | 'CANCELLED', readonly PaymentAttemptStatus[]> = {
  PENDING: ['OPEN', 'REFUSED', 'CANCELLED', 'EXPIRED'],
  REFUSED: ['OPEN', 'PENDING', 'CANCELLED', 'EXPIRED'],
  CANCELLED: ['OPEN', 'PENDING'],
}

/**
 * Whether a newer notification was applied before this one, because notifications arrive in any order. A transaction that
 * has ended cannot be pending again, and the end of an earlier transaction does not end the pending one.
 */
function isOutdated(attempt: PaymentAttempt, { outcome, bankTransactionId }: BankNotification): boolean {
  if (!attempt.bankTransactionId || !bankTransactionId) return false
  const isSameTransaction = attempt.bankTransactionId === bankTransactionId
  return outcome === 'PENDING' ? isSameTransaction : attempt.status === 'PENDING' && !isSameTransaction
}

/** Applies a notification without payment (pending, refused or cancelled); the order stays payable. */
export async function applyUnpaidOutcome(
  tx: InTransaction<ShopContext>,
  attempt: PaymentAttempt,
  order: Order,
  notification: BankNotification,
): Promise<'APPLIED' | 'RECORDED'> {
  const status = notification.outcome as keyof typeof ALLOWED_FROM
  const isAsRequested = notification.amount === attempt.amount && notification.currency === attempt.currency
  if (!isAsRequested || !ALLOWED_FROM[status].includes(attempt.status) || isOutdated(attempt, notification))
    return 'RECORDED'
  attempt.status = status
  attempt.bankTransactionId = notification.bankTransactionId
  attempt.updatedAt = new Date()
  await tx.em.flush()
  await writeEvent(tx, order.id, eventOf(status, attempt, order, notification))
  return 'APPLIED'
}

function eventOf(
  status: keyof typeof ALLOWED_FROM,
  { id: attemptId }: PaymentAttempt,
  order: Order,
  { bankStatus }: BankNotification,
): NewEvent {
  const data = { attemptId, bankStatus }
  if (status === 'PENDING') return { type: 'bank_payment.pending', data, by: 'bank' }
  if (status === 'CANCELLED') return { type: 'bank_payment.cancelled', data, by: 'bank' }
  return {
    type: 'bank_payment.declined',
    data: { ...data, isOrderPayable: isPayable(order.status) },
    by: 'bank',
  }
}
