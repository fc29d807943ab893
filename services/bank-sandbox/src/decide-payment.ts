import type { Bank } from './bank.ts'
import type { Misbehaviour } from './misbehaviour.ts'
import { notifyPayment } from './notify-payment.ts'
import type { Outcome } from './outcome.ts'
import type { Payment } from './payment.ts'

export interface Decision {
  outcome: Outcome
  brand?: string | undefined
  misbehaviour?: Misbehaviour | undefined
}

/** A refused buyer may try again, as at a bank; what is paid, pending or given up stays so. */
export const isDecidable = (payment: Payment): boolean =>
  payment.status === 'open' || payment.status === 'refused'

/**
 * Takes the buyer's choice and notifies the shop: before the buyer is sent back, unless the misbehaviour (the
 * decision's own, else the one ordered ahead) says otherwise.
 */
export async function decidePayment(bank: Bank, payment: Payment, decision: Decision): Promise<void> {
  const misbehaviour = decision.misbehaviour ?? bank.misbehaviours.take(payment)
  const { outcome, brand } = decision
  if (payment.status === 'refused') delete payment.transactions.refused
  payment.status = outcome
  payment.brand = brand ?? payment.brand
  payment.misbehaviour = misbehaviour
  payment.returnedAt = undefined
  if (misbehaviour.timing !== 'before-return') return
  const notify = () => notifyPayment(bank, payment, outcome, misbehaviour)
  if (misbehaviour.late > 0) bank.later(misbehaviour.late, () => void notify())
  else await notify()
}

/** The buyer goes back to the shop: now, and a moment later, is the time of notifications that come after. */
export function leaveBank(bank: Bank, payment: Payment): void {
  const { misbehaviour, status, returnedAt } = payment
  payment.returnedAt = bank.now()
  if (returnedAt || status === 'open' || misbehaviour?.timing !== 'after-return') return
  bank.later(misbehaviour.late || 1, () => void notifyPayment(bank, payment, status, misbehaviour))
}
