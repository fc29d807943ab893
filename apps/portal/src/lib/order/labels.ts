import { m } from '../paraglide/messages.js'
import type { Attention } from './order-filter.ts'
import type { Tone } from '../ui/tone.ts'
import type {
  BankPaymentStatus,
  CardBrand,
  CertificationOutcome,
  DeclineReason,
  MailKind,
  ManualMethod,
  MailStatus,
  OrderStatus,
  OrderChannel,
  PaymentMethod,
} from './order.documents.ts'

/** The text and the colour of a status. Only what waits for the merchant, or has failed, has a colour. */
interface Label {
  text: () => string
  tone: Tone
}

/** In the order of the tabs of the order list. */
export const orderStatusLabel: Record<OrderStatus, Label> = {
  AWAITING_CERTIFICATION: { text: m.order_status_awaiting_certification, tone: 'amber' },
  PENDING_PAYMENT: { text: m.order_status_pending_payment, tone: 'gray' },
  PAID: { text: m.order_status_paid, tone: 'gray' },
  PAYMENT_REFUSED: { text: m.order_status_payment_refused, tone: 'gray' },
  CANCELLED: { text: m.order_status_cancelled, tone: 'gray' },
  EXPIRED: { text: m.order_status_expired, tone: 'gray' },
}

export const orderStatuses = Object.keys(orderStatusLabel) as OrderStatus[]

export const attentionText: Record<Attention, () => string> = {
  UNANSWERED: m.orders_unanswered,
  LATER_NEWS: m.orders_attention_later_news,
  FAILED_MAIL: m.orders_attention_failed_mail,
}

export const paymentMethodText: Record<PaymentMethod, () => string> = {
  BANK: m.payment_mode_bank,
  CARD: m.payment_mode_card,
  TRANSFER: m.manual_method_transfer,
  CHEQUE: m.manual_method_cheque,
}

export const paymentMethods = Object.keys(paymentMethodText) as PaymentMethod[]

export const manualMethodText: Record<ManualMethod, () => string> = {
  TRANSFER: m.manual_method_transfer,
  CHEQUE: m.manual_method_cheque,
}

export const manualMethods = Object.keys(manualMethodText) as ManualMethod[]

export const channelText: Record<OrderChannel, () => string> = {
  WEB: m.channel_web,
  TELEPHONE: m.channel_telephone,
  MAIL: m.channel_mail,
}

export const channels = Object.keys(channelText) as OrderChannel[]

export const outcomeLabel: Record<CertificationOutcome, Label> = {
  APPROVED: { text: m.outcome_approved, tone: 'gray' },
  REFUSED: { text: m.outcome_refused, tone: 'gray' },
  REFERRAL: { text: m.outcome_referral, tone: 'amber' },
}

/** With the codes that a card terminal shows. */
export const declineReasonText: Record<DeclineReason, () => string> = {
  DO_NOT_HONOUR: m.decline_do_not_honour,
  INSUFFICIENT_FUNDS: m.decline_insufficient_funds,
  LIMIT_EXCEEDED: m.decline_limit_exceeded,
  INVALID_NUMBER: m.decline_invalid_number,
  EXPIRED_CARD: m.decline_expired_card,
  LOST_OR_STOLEN: m.decline_lost_or_stolen,
  NOT_PERMITTED: m.decline_not_permitted,
  STRONG_AUTHENTICATION_REQUIRED: m.decline_strong_authentication,
}

export const declineReasons = Object.keys(declineReasonText) as DeclineReason[]

export const outcomes = Object.keys(outcomeLabel) as CertificationOutcome[]

export const bankPaymentStatusLabel: Record<BankPaymentStatus, Label> = {
  OPEN: { text: m.bank_payment_status_open, tone: 'gray' },
  PENDING: { text: m.bank_payment_status_pending, tone: 'gray' },
  PAID: { text: m.bank_payment_status_paid, tone: 'gray' },
  REFUSED: { text: m.bank_payment_status_refused, tone: 'gray' },
  CANCELLED: { text: m.bank_payment_status_cancelled, tone: 'gray' },
  EXPIRED: { text: m.bank_payment_status_expired, tone: 'gray' },
  RESCUE: { text: m.bank_payment_status_unmatched, tone: 'amber' },
}

export const refundedLabel: Label = { text: m.bank_payment_status_refunded, tone: 'gray' }

export const mailStatusLabel: Record<MailStatus, Label> = {
  QUEUED: { text: m.mail_status_queued, tone: 'gray' },
  SENT: { text: m.mail_status_sent, tone: 'gray' },
  FAILED: { text: m.mail_status_failed, tone: 'red' },
  SKIPPED: { text: m.mail_status_skipped, tone: 'gray' },
}

export const mailKindText: Record<MailKind, () => string> = {
  CARD_FRAGMENT: m.mail_kind_card_fragment,
  CARD_MAIL_CHANGED: m.mail_kind_card_mail_changed,
  OPENPGP_KEY_CODE: m.mail_kind_openpgp_key_code,
  REVEAL_LIMIT_REACHED: m.mail_kind_reveal_limit_reached,
  ORDER_CONFIRMATION: m.mail_kind_order_confirmation,
  PAYMENT_CONFIRMATION: m.mail_kind_payment_confirmation,
  PAYMENT_NOTICE: m.mail_kind_payment_notice,
  PAYMENT_REFUSED: m.mail_kind_payment_refused,
  CARD_REQUEST: m.mail_kind_card_request,
  BANK_PAYMENT_REQUEST: m.mail_kind_bank_payment_request,
  TRANSFER_INSTRUCTIONS: m.mail_kind_transfer_instructions,
  CHEQUE_INSTRUCTIONS: m.mail_kind_cheque_instructions,
  PAYMENT_REMINDER: m.mail_kind_payment_reminder,
  REFUND: m.mail_kind_refund,
  WITHDRAWAL: m.mail_kind_withdrawal,
  WITHDRAWAL_NOTICE: m.mail_kind_withdrawal_notice,
  WEBHOOK_GONE: m.mail_kind_webhook_gone,
  TEST_MAIL: m.mail_kind_test_mail,
  PARCEL_SHIPPED: m.mail_kind_parcel_shipped,
  READY_FOR_PICKUP: m.mail_kind_ready_for_pickup,
  PARCEL_DELIVERED: m.mail_kind_parcel_delivered,
}

export const brandName: Record<CardBrand, string> = {
  VISA: 'Visa',
  MASTERCARD: 'Mastercard',
  AMERICAN_EXPRESS: 'American Express',
  DINERS_CLUB: 'Diners Club',
}

const actorTexts: Record<string, () => string> = {
  buyer: m.actor_buyer,
  bank: m.actor_bank,
  system: m.actor_system,
}

/** Who caused an event: `buyer`, `bank` or `system` in the page's language, or the name of a member. */
export const actorText = (actor: string): string => actorTexts[actor]?.() ?? actor
