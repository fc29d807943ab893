import type { InTransaction, ShopContext } from '../../app/context.ts'
import type { PaymentAttempt } from '../gateway/attempts/payment-attempt.entity.ts'
import type { BankNotification } from '../gateway/bank-protocol.ts'
import { storableMoney } from './storable-money.ts'
import { UnmatchedPayment } from './unmatched-payment.entity.ts'

/** Whether this very money is on the list already, or was: a bank tells of one payment under several words. */
export async function isAlreadyRecorded(
  tx: InTransaction<ShopContext>,
  notification: BankNotification,
  attempt: PaymentAttempt | null,
): Promise<boolean> {
  const { bankTransactionId } = notification
  // Without the bank's number two payments can't be told apart, and none may be lost.
  if (bankTransactionId === null) return false
  const attemptId = attempt?.id ?? null
  const found = await tx.em.count(UnmatchedPayment, {
    shopId: tx.shop.id,
    attemptId,
    bankTransactionId,
    ...storableMoney(notification),
  })
  return found > 0
}
