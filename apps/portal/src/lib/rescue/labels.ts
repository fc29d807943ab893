import { m } from '../paraglide/messages.js'
import type { Tone } from '../ui/tone.ts'
import type { RefusalReason, Rescue, RescueReason, RescueStepKind } from './rescue.ts'

/** Why the money stands here, in plain words. */
export const reasonText: Record<RescueReason, () => string> = {
  ALREADY_PAID: m.rescue_reason_already_paid,
  ORDER_CANCELLED: m.rescue_reason_order_cancelled,
  OUT_OF_STOCK: m.rescue_reason_out_of_stock,
  WRONG_AMOUNT: m.rescue_reason_wrong_amount,
  WRONG_CURRENCY: m.rescue_reason_wrong_currency,
  UNKNOWN_REFERENCE: m.rescue_reason_unknown_reference,
}

export const stepText: Record<RescueStepKind, () => string> = {
  ACCEPTED: m.rescue_step_accepted,
  REFUNDED: m.rescue_step_refunded,
  CONTACTED: m.rescue_step_contacted,
  REOPENED: m.rescue_step_reopened,
}

/** How it ended, by the last step that ended it. */
export function endOf(rescue: Pick<Rescue, 'closedAt' | 'steps'>): { text: () => string; tone: Tone } {
  if (!rescue.closedAt) return { text: m.rescue_open, tone: 'amber' }
  const isAccepted = rescue.steps.some(({ kind }) => kind === 'ACCEPTED')
  return isAccepted
    ? { text: m.rescue_step_accepted, tone: 'green' }
    : { text: m.rescue_step_refunded, tone: 'gray' }
}

/** Why a message was not believed, and what that may mean. */
export const refusalText: Record<RefusalReason, { what: () => string; so: () => string }> = {
  SIGNATURE: { what: m.refusal_signature, so: m.refusal_signature_so },
  IDENTITY: { what: m.refusal_identity, so: m.refusal_identity_so },
  ENVIRONMENT: { what: m.refusal_environment, so: m.refusal_environment_so },
  SENDER: { what: m.refusal_sender, so: m.refusal_sender_so },
  NO_ACCOUNT: { what: m.refusal_no_account, so: m.refusal_no_account_so },
  UNREADABLE: { what: m.refusal_unreadable, so: m.refusal_unreadable_so },
}
