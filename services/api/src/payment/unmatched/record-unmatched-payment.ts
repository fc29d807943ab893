import { v7 } from 'uuid'
import type { InTransaction, ShopContext } from '../../app/context.ts'
import { MailKind } from '../../mail/mail.type.ts'
import { writeMails } from '../../mail/write-mail.ts'
import type { Order } from '../../order/order.entity.ts'
import { writeOrderEvent } from '../../order/write-order-event.ts'
import type { PaymentAttempt } from '../gateway/attempts/payment-attempt.entity.ts'
import type { BankNotification, BankProtocolName } from '../gateway/bank-protocol.ts'
import { UnmatchedPayment, type UnmatchedPaymentReason } from './unmatched-payment.entity.ts'
import { bankTimelineMessage } from '../gateway/timeline-messages.ts'

export interface UnmatchedPaymentToRecord {
  reason: UnmatchedPaymentReason
  protocol: BankProtocolName
  notification: BankNotification
  attempt: PaymentAttempt | null
  order: Order | null
}

/**
 * Records an authentic payment that cannot be applied to an order as an unmatched payment. The order does not change.
 */
export async function recordUnmatchedPayment(
  tx: InTransaction<ShopContext>,
  { reason, protocol, notification, attempt, order }: UnmatchedPaymentToRecord,
): Promise<{ verdict: 'UNMATCHED'; mailIds: string[] }> {
  tx.em.create(UnmatchedPayment, {
    id: v7(),
    shopId: tx.shop.id,
    orderId: order?.id ?? null,
    attemptId: attempt?.id ?? null,
    reason,
    protocol,
    reference: notification.reference,
    ...storableMoney(notification),
    bankTransactionId: notification.bankTransactionId,
    openedAt: new Date(),
  })
  if (attempt && attempt.status !== 'PAID') {
    attempt.status = 'RESCUE'
    attempt.authorizationNumber = notification.authorizationNumber
    attempt.bankTransactionId = notification.bankTransactionId
    attempt.updatedAt = new Date()
  }
  if (order && attempt)
    writeOrderEvent(tx, order, {
      kind: 'BANK_PAYMENT_UNMATCHED',
      by: 'bank',
      message: bankTimelineMessage('unmatched', tx.shop.locale, { bank: attempt.bankName }),
    })
  await tx.em.flush()
  const details = {
    outcome: 'RESCUE',
    reason,
    bank: attempt?.bankName ?? null,
    reference: notification.reference,
  }
  const mailIds = await writeMails(tx, [
    { orderId: order?.id ?? null, kind: MailKind.PAYMENT_NOTICE, recipient: tx.shop.fragmentTo, details },
  ])
  return { verdict: 'UNMATCHED', mailIds }
}

/** Whether this money has an unmatched payment already; banks notify one payment with several statuses. */
export async function isAlreadyRecorded(
  tx: InTransaction<ShopContext>,
  notification: BankNotification,
  attempt: PaymentAttempt | null,
): Promise<boolean> {
  const { bankTransactionId } = notification
  // Without a transaction id two payments cannot be distinguished, and neither may be lost.
  if (bankTransactionId === null) return false
  const found = await tx.em.count(UnmatchedPayment, {
    shopId: tx.shop.id,
    attemptId: attempt?.id ?? null,
    bankTransactionId,
    ...storableMoney(notification),
  })
  return found > 0
}

/** The largest value of PostgreSQL's `integer`. */
const MAX_AMOUNT = 2 ** 31 - 1

/** Amount and currency as stored; null for what is unreadable or out of range. */
const storableMoney = ({
  amount,
  currency,
}: BankNotification): { amount: number | null; currency: string | null } => ({
  amount: amount >= 0 && amount <= MAX_AMOUNT ? amount : null,
  currency: /^[A-Z]{3}$/.test(currency) ? currency : null,
})
