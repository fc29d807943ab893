import type { InTransaction, ShopContext } from '../../../app/context.ts'
import { MailKind } from '../../../mail/mail.type.ts'
import { writeMails, type MailToWrite } from '../../../mail/write-mail.ts'
import { isPayable } from '../../../order/order-status.ts'
import type { Order } from '../../../order/order.entity.ts'
import { writeOrderEvent } from '../../../order/write-order-event.ts'
import type { PaymentAttempt } from '../attempts/payment-attempt.entity.ts'
import type { PaymentAttemptStatus, BankNotification } from '../bank-protocol.ts'
import { adviseOnStatus } from '../protocols/advise-on-status.ts'
import { bankTimelineMessage } from '../timeline-messages.ts'

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
): Promise<{ verdict: 'APPLIED' | 'RECORDED'; mailIds: string[] }> {
  const status = notification.outcome as keyof typeof ALLOWED_FROM
  const isAsRequested = notification.amount === attempt.amount && notification.currency === attempt.currency
  if (!isAsRequested || !ALLOWED_FROM[status].includes(attempt.status) || isOutdated(attempt, notification))
    return { verdict: 'RECORDED', mailIds: [] }
  attempt.status = status
  attempt.bankTransactionId = notification.bankTransactionId
  attempt.updatedAt = new Date()
  const what = ({ PENDING: 'pending', REFUSED: 'refused', CANCELLED: 'cancelled' } as const)[status]
  const message = bankTimelineMessage(what, tx.shop.locale, { bank: attempt.bankName })
  const { bankStatus } = notification
  const advice = adviseOnStatus(attempt.protocol, bankStatus, tx.shop.locale)
  writeOrderEvent(tx, order, {
    kind: `BANK_${status}`,
    by: 'bank',
    message: [message, advice].filter(Boolean).join('. '),
  })
  await tx.em.flush()
  if (status === 'PENDING') return { verdict: 'APPLIED', mailIds: [] }
  const { protocol, bankName: bank, reference } = attempt
  const details = { outcome: status, bank, reference, ...(advice && { protocol, bankStatus }) }
  const mails: MailToWrite[] = [
    { orderId: order.id, kind: MailKind.PAYMENT_NOTICE, recipient: tx.shop.fragmentTo, details },
  ]
  if (status === 'REFUSED' && isPayable(order.status))
    mails.push({ orderId: order.id, kind: MailKind.PAYMENT_REFUSED, recipient: order.email })
  return { verdict: 'APPLIED', mailIds: await writeMails(tx, mails) }
}
