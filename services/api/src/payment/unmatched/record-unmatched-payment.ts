import { v7 } from 'uuid'
import type { InTransaction, ShopContext } from '../../app/context.ts'
import type { NewEvent } from '../../event/event-types.ts'
import { writeEvent, writeEventWithoutOrder } from '../../event/write-event.ts'
import type { Order } from '../../order/order.entity.ts'
import type { PaymentAttempt } from '../gateway/attempts/payment-attempt.entity.ts'
import type { BankNotification, BankProtocolName } from '../gateway/bank-protocol.ts'
import { appendLedgerAndCommit } from '../ledger/append-ledger.ts'
import { UnmatchedPayment, type UnmatchedPaymentReason } from './unmatched-payment.entity.ts'

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
): Promise<'UNMATCHED'> {
  const id = v7()
  const { amount, currency } = storableMoney(notification)
  tx.em.create(UnmatchedPayment, {
    id,
    shopId: tx.shop.id,
    orderId: order?.id ?? null,
    attemptId: attempt?.id ?? null,
    reason,
    protocol,
    reference: notification.reference,
    amount,
    currency,
    bankTransactionId: notification.bankTransactionId,
    openedAt: new Date(),
  })
  if (attempt && attempt.status !== 'PAID') {
    attempt.status = 'RESCUE'
    attempt.authorizationNumber = notification.authorizationNumber
    attempt.bankTransactionId = notification.bankTransactionId
    attempt.updatedAt = new Date()
  }
  await tx.em.flush()
  const event: NewEvent = {
    type: 'unmatched_payment.recorded',
    data: { unmatchedPaymentId: id, attemptId: attempt?.id ?? null },
    by: 'bank',
  }
  await (order ? writeEvent(tx, order.id, event) : writeEventWithoutOrder(tx, id, event))
  // An amount that nobody knows enters the ledger when it is refunded.
  if (amount && currency)
    await appendLedgerAndCommit(tx, [
      {
        kind: 'UNMATCHED_RECEIPT',
        amount,
        currency,
        orderId: order?.id ?? null,
        subjectId: id,
        reference: notification.bankTransactionId,
        isTest: notification.environment === 'TEST',
      },
    ])
  return 'UNMATCHED'
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
