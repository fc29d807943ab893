import type { InTransaction, ShopContext } from '../../context.ts'
import type { BankAttempt } from '../bank/attempt/bank-attempt.entity.ts'
import type { BankNotification } from '../bank/bank.ts'
import { Rescue } from './rescue.entity.ts'

/** Whether this very money waits for the merchant already: a bank tells of one payment under several words. */
export async function isOnRescueList(
  tx: InTransaction<ShopContext>,
  { bankTransactionId, amount, currency }: BankNotification,
  attempt: BankAttempt | null,
): Promise<boolean> {
  // Without the bank's number two payments can't be told apart, and none may be lost.
  if (bankTransactionId === null) return false
  const attemptId = attempt?.id ?? null
  const found = await tx.em.count(Rescue, {
    shopId: tx.shop.id,
    attemptId,
    bankTransactionId,
    amount,
    currency,
  })
  return found > 0
}
