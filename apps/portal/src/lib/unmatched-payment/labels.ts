import { m } from '../paraglide/messages.js'
import type { Tone } from '../ui/tone.ts'
import type {
  RejectionReason,
  UnmatchedPayment,
  UnmatchedPaymentActionKind,
  UnmatchedPaymentReason,
} from './unmatched-payment.documents.ts'

export const reasonText: Record<UnmatchedPaymentReason, () => string> = {
  ALREADY_PAID: m.unmatched_reason_already_paid,
  ORDER_CANCELLED: m.unmatched_reason_order_cancelled,
  OUT_OF_STOCK: m.unmatched_reason_out_of_stock,
  WRONG_AMOUNT: m.unmatched_reason_wrong_amount,
  WRONG_CURRENCY: m.unmatched_reason_wrong_currency,
  UNKNOWN_REFERENCE: m.unmatched_reason_unknown_reference,
  PARTIAL_AMOUNT: m.unmatched_reason_partial_amount,
  EXCESS_AMOUNT: m.unmatched_reason_excess_amount,
}

export const actionText: Record<UnmatchedPaymentActionKind, () => string> = {
  ACCEPTED: m.unmatched_action_accepted,
  REFUNDED: m.unmatched_action_refunded,
  CONTACTED: m.unmatched_action_contacted,
  REOPENED: m.unmatched_action_reopened,
  UNDONE: m.unmatched_action_undone,
}

/** Open, accepted, refunded or undone. */
export function stateLabel(payment: Pick<UnmatchedPayment, 'closedAt' | 'steps'>): {
  text: () => string
  tone: Tone
} {
  if (!payment.closedAt) return { text: m.unmatched_state_open, tone: 'amber' }
  const last = payment.steps.findLast(({ kind }) => kind !== 'CONTACTED')?.kind ?? 'REFUNDED'
  return { text: actionText[last], tone: 'gray' }
}

/** Why a notification was rejected, and what the merchant can do. */
export const rejectionText: Record<RejectionReason, { title: () => string; advice: () => string }> = {
  SIGNATURE: { title: m.rejection_signature, advice: m.rejection_signature_advice },
  IDENTITY: { title: m.rejection_identity, advice: m.rejection_identity_advice },
  ENVIRONMENT: { title: m.rejection_environment, advice: m.rejection_environment_advice },
  SENDER: { title: m.rejection_sender, advice: m.rejection_sender_advice },
  CONTENT_TYPE: { title: m.rejection_content_type, advice: m.rejection_content_type_advice },
  TOO_LARGE: { title: m.rejection_too_large, advice: m.rejection_too_large_advice },
  NO_ACCOUNT: { title: m.rejection_no_account, advice: m.rejection_no_account_advice },
  UNREADABLE: { title: m.rejection_unreadable, advice: m.rejection_unreadable_advice },
}
