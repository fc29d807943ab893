import type { LedgerMovement } from '../../ledger/append-ledger.ts'
import type { PaymentAttempt } from './payment-attempt.entity.ts'

/** The movement of a payment attempt that paid its order. */
export const attemptCapture = (attempt: PaymentAttempt): LedgerMovement => ({
  kind: 'BANK_PAYMENT',
  amount: attempt.paidAmount ?? attempt.amount,
  currency: attempt.currency,
  orderId: attempt.orderId,
  subjectId: attempt.id,
  reference: attempt.reference,
  isTest: attempt.environment === 'TEST',
})
