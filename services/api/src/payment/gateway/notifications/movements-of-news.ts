import type { InTransaction, ShopContext } from '../../../app/context.ts'
import { loadOrderBalance } from '../../ledger/load-order-balance.ts'
import type { LedgerMovement } from '../../ledger/append-ledger.ts'
import { confirmRefund } from '../../refund/confirm-refund.ts'
import type { PaymentAttempt } from '../attempts/payment-attempt.entity.ts'
import type { BankNotification, LaterNewsKind } from '../bank-protocol.ts'

/**
 * What news of an accepted payment means for the ledger: money that is gone, though never more than the order still has. A refund that a member
 * has recorded already is confirmed, and enters no second time. The order is locked.
 */
export async function movementsOfNews(
  tx: InTransaction<ShopContext>,
  attempt: PaymentAttempt,
  notification: BankNotification,
  news: LaterNewsKind,
): Promise<LedgerMovement[]> {
  const { amount, currency, bankTransactionId: reference } = notification
  const isRefund = news === 'REFUNDED'
  if (isRefund && (amount <= 0 || currency !== attempt.currency)) return []
  if (isRefund && (await confirmRefund(tx, attempt.orderId, amount))) return []
  const { captured, refunded } = await loadOrderBalance(tx, attempt.orderId)
  const paid = attempt.paidAmount ?? attempt.amount
  const notCaptured = news === 'PARTIALLY_CAPTURED' ? captured - amount : Math.min(captured, paid)
  const gone = Math.min(isRefund ? amount : notCaptured, captured - refunded)
  if (gone <= 0) return []
  return [
    {
      kind: isRefund ? 'BANK_REFUND' : 'REVERSAL',
      amount: -gone,
      currency: attempt.currency,
      orderId: attempt.orderId,
      subjectId: attempt.id,
      reference,
    },
  ]
}
