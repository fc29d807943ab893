import type { LaterNewsKind } from '../payment/gateway/bank-protocol.ts'

/** The data of each type of event: ids, codes and amounts in minor units. Never personal data. */
export interface EventData {
  'order.placed': Record<string, never>
  'order.payment_reminder_due': Record<string, never>
  'order.expired': Record<string, never>
  /** The reason is a column of the order. */
  'order.cancelled': Record<string, never>
  /** Carrier and tracking URL are columns of the order. */
  'order.shipped': Record<string, never>
  'mail.resent': { mailId: string }
  'card.received': { paymentId: string }
  'card.fragment_sent': { mailId: string }
  'card.fragment_lost': { mailId: string }
  'card.kept_digits_revealed': { paymentId: string }
  'card.kept_digits_erased': { paymentId: string }
  'card.kept_digits_lost': { paymentId: string }
  'card.requested': { requestId: string }
  'card.approved': { certificationId: string; amount: number; total: number; currency: string }
  'card.declined': { certificationId: string }
  'card.referred': { certificationId: string }
  'bank_payment.started': { attemptId: string }
  'bank_payment.pending': { attemptId: string; bankStatus: string }
  /** `isOrderPayable`: whether the buyer could still pay in another way. */
  'bank_payment.declined': { attemptId: string; bankStatus: string; isOrderPayable: boolean }
  'bank_payment.cancelled': { attemptId: string; bankStatus: string }
  'bank_payment.expired': { attemptId: string }
  /** `hadCard`: a card payment that awaited certification was closed. */
  'bank_payment.accepted': { attemptId: string; hadCard: boolean }
  /** News of an accepted payment. The amount is given for REFUNDED and PARTIALLY_CAPTURED. */
  'bank_payment.changed': { attemptId: string; news: LaterNewsKind; amount?: number; currency?: string }
  'unmatched_payment.recorded': { unmatchedPaymentId: string; attemptId: string | null }
  'unmatched_payment.accepted': {
    unmatchedPaymentId: string
    actionId: string
    attemptId: string
    amount: number
    hadCard: boolean
  }
  'unmatched_payment.refunded': { unmatchedPaymentId: string; actionId: string }
  'unmatched_payment.buyer_contacted': { unmatchedPaymentId: string; actionId: string }
  'unmatched_payment.reopened': { unmatchedPaymentId: string; actionId: string }
}

export type EventType = keyof EventData

/** Who caused an event: a member by their id. */
export type EventActor = 'buyer' | 'bank' | 'system' | { memberId: string }

/** An event to write. */
export type NewEvent = {
  [Type in EventType]: { type: Type; data: EventData[Type]; by: EventActor }
}[EventType]

/** A stored event. `sequence` counts the events of its stream from 1. */
export type DomainEvent = {
  [Type in EventType]: {
    id: string
    /** The order, or the unmatched payment that belongs to no order. */
    streamId: string
    orderId: string | null
    sequence: number
    type: Type
    data: EventData[Type]
  }
}[EventType]

export type EventOf<Type extends EventType> = Extract<DomainEvent, { type: Type }>
