import type { Bank } from './bank.ts'
import type { Misbehaviour } from './misbehaviour.ts'
import { notifyPayment } from './notify-payment.ts'
import type { Outcome, Payment } from './payment.ts'

/** The outcome that the buyer chose on the payment page. */
export interface Decision {
  outcome: Outcome
  brand?: string | undefined
  misbehaviour?: Misbehaviour | undefined
}

/** Whether the buyer can still choose an outcome. As at a real bank, a declined buyer can try again. */
export const isDecidable = (payment: Payment): boolean =>
  payment.status === 'open' || payment.status === 'refused'

/**
 * Applies the buyer's decision and notifies the shop before the buyer returns, unless the misbehaviour says otherwise.
 * The misbehaviour is that of the decision or, without one, that of the newest matching rule.
 */
export async function decidePayment(bank: Bank, payment: Payment, decision: Decision): Promise<void> {
  const misbehaviour = decision.misbehaviour ?? bank.misbehaviourRules.take(payment)
  const { outcome, brand } = decision
  if (payment.status === 'refused') delete payment.transactions.refused
  payment.status = outcome
  payment.brand = brand ?? payment.brand
  payment.misbehaviour = misbehaviour
  payment.returnedAt = undefined
  if (misbehaviour.timing !== 'before-return') return
  const notify = () => notifyPayment(bank, payment, outcome, misbehaviour)
  if (misbehaviour.late > 0) bank.schedule(misbehaviour.late, () => void notify())
  else await notify()
}

/** Records that the buyer returns to the shop and schedules a notification that is to follow the return. */
export function leaveBank(bank: Bank, payment: Payment): void {
  const { misbehaviour, status, returnedAt } = payment
  payment.returnedAt = bank.now()
  if (returnedAt || status === 'open' || misbehaviour?.timing !== 'after-return') return
  bank.schedule(misbehaviour.late || 1, () => void notifyPayment(bank, payment, status, misbehaviour))
}
