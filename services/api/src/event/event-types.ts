import type { ManualMethod } from '../shop/manual-payments.ts'
import type { LaterNewsKind } from '../payment/gateway/bank-protocol.ts'

/** The data of each type of event: ids, codes and amounts in minor units. Never personal data. */
export interface EventData {
  'order.placed': Record<string, never>
  'order.payment_reminder_due': Record<string, never>
  'order.expired': Record<string, never>
  /** The reason is a column of the order. */
  'order.cancelled': Record<string, never>
  'order.note_added': { noteId: string }
  /** The note no longer exists. */
  'order.note_removed': { noteId: string }
  /** The data of its buyer was erased. */
  'order.buyer_erased': Record<string, never>
  /** Nothing is left to ship. `tellsBuyer` is absent from before parcels were recorded. */
  'order.shipped': { parcelId: string; tellsBuyer?: boolean }
  /** Items in this parcel, and in the whole order. */
  'order.partly_shipped': { parcelId: string; tellsBuyer: boolean; quantity: number; ordered: number }
  'order.ready_for_pickup': { parcelId: string; tellsBuyer: boolean }
  'parcel.changed': { parcelId: string }
  /** `isPickup`: the buyer collected it. */
  'parcel.delivered': { parcelId: string; tellsBuyer: boolean; isPickup: boolean }
  'parcel.delivery_undone': { parcelId: string }
  /** The parcel no longer exists. */
  'parcel.undone': { parcelId: string }
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
  /** `hadCard`: a card payment that awaited certification was closed. */
  'bank_payment.requested': { hadCard: boolean }
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
  /** The amount in minor units. What was refunded is in tables refund and refund_line. */
  'refund.recorded': { refundId: string; amount: number; currency: string; notifyBuyer: boolean }
  /** `isWhole`: nothing of the order is left that was not withdrawn. */
  'withdrawal.made': { withdrawalId: string; isWhole: boolean }
  'withdrawal.goods_returned': { withdrawalId: string }
  /** Without a refund. The reason is a column of the withdrawal. */
  'withdrawal.closed': { withdrawalId: string }
  'manual_payment.chosen': { manualPaymentId: string; method: ManualMethod }
  /** `received`: all that was received for the order so far. `isPaid`: the order became PAID with it. Amounts in minor units. */
  'manual_payment.received': {
    receiptId: string
    method: ManualMethod
    amount: number
    received: number
    total: number
    currency: string
    isPaid: boolean
    hadCard: boolean
  }
  /** `wasPaid`: the order is no longer PAID. */
  'manual_payment.receipt_undone': {
    receiptId: string
    method: ManualMethod
    amount: number
    currency: string
    wasPaid: boolean
  }
  'invoice.issued': { invoiceId: string }
  'credit_note.issued': { invoiceId: string }
  'unmatched_payment.recorded': { unmatchedPaymentId: string; attemptId: string | null }
  'unmatched_payment.accepted': {
    unmatchedPaymentId: string
    actionId: string
    /** Null for money that a member recorded. */
    attemptId: string | null
    amount: number
    hadCard: boolean
  }
  'unmatched_payment.refunded': { unmatchedPaymentId: string; actionId: string }
  'unmatched_payment.buyer_contacted': { unmatchedPaymentId: string; actionId: string }
  'unmatched_payment.reopened': { unmatchedPaymentId: string; actionId: string }
}

export type EventType = keyof EventData

/** Who caused an event: a member or an API key by its id. */
export type EventActor = 'buyer' | 'bank' | 'system' | { memberId: string } | { apiKeyId: string }

/** The member or the API key that acts, as the cause of an event. */
export const actorOf = ({ member, isApiKey }: { member: { id: string }; isApiKey: boolean }): EventActor =>
  isApiKey ? { apiKeyId: member.id } : { memberId: member.id }

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
