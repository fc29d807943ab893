import type { Tone } from '../ui/tone.ts'
import { m } from '../paraglide/messages.js'
import type {
  BankPaymentStatus,
  CardBrand,
  CertificationOutcome,
  MailKind,
  MailStatus,
  OrderStatus,
} from './order.ts'

/** The words and the colour of each status; one colour means one thing everywhere. */
type Label = { text: () => string; tone: Tone }

export const statusLabel: Record<OrderStatus, Label> = {
  AWAITING_CERTIFICATION: { text: m.status_awaiting_certification, tone: 'amber' },
  PENDING_PAYMENT: { text: m.status_pending_payment, tone: 'blue' },
  PAID: { text: m.status_paid, tone: 'green' },
  PAYMENT_REFUSED: { text: m.status_payment_refused, tone: 'red' },
  CANCELLED: { text: m.status_cancelled, tone: 'gray' },
  EXPIRED: { text: m.status_expired, tone: 'gray' },
}

export const outcomeLabel: Record<CertificationOutcome, Label> = {
  APPROVED: { text: m.outcome_approved, tone: 'green' },
  REFUSED: { text: m.outcome_refused, tone: 'red' },
  REFERRAL: { text: m.outcome_referral, tone: 'amber' },
}

export const bankStatusLabel: Record<BankPaymentStatus, Label> = {
  OPEN: { text: m.bank_open, tone: 'blue' },
  PENDING: { text: m.bank_pending, tone: 'blue' },
  PAID: { text: m.bank_paid, tone: 'green' },
  REFUSED: { text: m.bank_refused, tone: 'red' },
  CANCELLED: { text: m.bank_cancelled, tone: 'gray' },
  EXPIRED: { text: m.bank_expired, tone: 'gray' },
  RESCUE: { text: m.bank_rescue, tone: 'amber' },
}

export const refundedLabel: Label = { text: m.bank_refunded, tone: 'gray' }

export const mailStatusLabel: Record<MailStatus, Label> = {
  QUEUED: { text: m.mail_queued, tone: 'blue' },
  SENT: { text: m.mail_sent, tone: 'green' },
  FAILED: { text: m.mail_failed, tone: 'red' },
  SKIPPED: { text: m.mail_skipped, tone: 'gray' },
}

export const mailKindText: Record<MailKind, () => string> = {
  CARD_FRAGMENT: m.mail_card_fragment,
  ORDER_CONFIRMATION: m.mail_order_confirmation,
  PAYMENT_CONFIRMATION: m.mail_payment_confirmation,
  PAYMENT_NOTICE: m.mail_payment_notice,
  PAYMENT_REFUSED: m.mail_payment_refused,
  CARD_REQUEST: m.mail_card_request,
  PAYMENT_REMINDER: m.mail_payment_reminder,
}

export const brandName: Record<CardBrand, string> = {
  VISA: 'Visa',
  MASTERCARD: 'Mastercard',
  AMERICAN_EXPRESS: 'American Express',
  DINERS_CLUB: 'Diners Club',
}

const actors: Record<string, () => string> = { buyer: m.by_buyer, bank: m.by_bank, system: m.by_system }

/** Who did it: a colleague's name as it is, the others by their part. */
export const actorText = (by: string): string => actors[by]?.() ?? by
