import type { LedgerMovement } from '../ledger/append-ledger.ts'
import type { UnmatchedPayment } from './unmatched-payment.entity.ts'

/**
 * A movement of an unmatched payment.
 * @param details amount in minor units; the bank's reference unless it is that of the payment itself
 */
export const unmatchedMovement = (
  unmatchedPayment: UnmatchedPayment,
  kind: 'UNMATCHED_RECEIPT' | 'UNMATCHED_APPLIED' | 'UNMATCHED_REFUND',
  details: { amount: number; currency: string; reference?: string | null },
): LedgerMovement => ({
  kind,
  orderId: unmatchedPayment.orderId ?? null,
  subjectId: unmatchedPayment.id,
  ...details,
  reference: details.reference ?? unmatchedPayment.bankTransactionId ?? null,
})

/**
 * The movements of a refund, or of a refund that was recorded by mistake (with a negative amount): an amount that nobody knew before is received
 * with it.
 */
export function movementsOfRefund(
  unmatchedPayment: UnmatchedPayment,
  { amount, currency, reference }: { amount: number; currency: string; reference: string | null },
): LedgerMovement[] {
  const isKnown = Boolean(unmatchedPayment.amount && unmatchedPayment.currency)
  const refund = unmatchedMovement(unmatchedPayment, 'UNMATCHED_REFUND', {
    amount: -amount,
    currency,
    reference,
  })
  return isKnown
    ? [refund]
    : [unmatchedMovement(unmatchedPayment, 'UNMATCHED_RECEIPT', { amount, currency }), refund]
}
