import type { DomainEvent, EventType } from '../event/event-types.ts'

/** What a shop can be told of, each with a sentence for the reference. The names are a contract with receivers: they never change. */
export const WEBHOOK_EVENTS = {
  ORDER_PLACED: 'A buyer placed an order, or a member entered one.',
  ORDER_PAID: 'An order became PAID.',
  ORDER_PAYMENT_DECLINED: 'A payment of an order was declined. The buyer may pay in another way.',
  ORDER_PAYMENT_UNDONE: 'A receipt of money was undone, and the order is no longer PAID.',
  ORDER_EXPIRED: 'An order was not paid in time.',
  ORDER_CANCELLED: 'A member cancelled an order.',
  ORDER_PARTLY_SHIPPED: 'A parcel left, and more of the order is left to ship.',
  ORDER_SHIPPED: 'A parcel left, and nothing of the order is left to ship.',
  ORDER_READY_FOR_PICKUP: 'An order waits in the shop for its buyer.',
  PARCEL_CHANGED: 'The tracking of a parcel was corrected.',
  PARCEL_DELIVERED: 'A buyer received or collected a parcel.',
  PARCEL_UNDONE: 'A parcel was taken back: it was recorded by mistake.',
  REFUND_RECORDED: 'A refund was recorded.',
  WITHDRAWAL_MADE: 'A buyer withdrew from a purchase, or from part of it.',
  WITHDRAWAL_GOODS_RETURNED: 'What a buyer withdrew from is back.',
  INVOICE_ISSUED: 'An invoice was issued.',
  CREDIT_NOTE_ISSUED: 'A credit note was issued.',
  BUYER_ERASED: 'The data of a buyer was erased. Whoever received it has to erase it too (GDPR, art. 19).',
  PRODUCT_CREATED: 'A product was created, by a member or an import.',
  PRODUCT_CHANGED: 'A product, one of its variants or one of its pictures changed. Not its stock.',
  PRODUCT_DELETED: 'A product was deleted.',
  COLLECTION_CREATED: 'A collection was created.',
  COLLECTION_CHANGED:
    'A collection or the products chosen for it changed. Not when products enter or leave by rules.',
  COLLECTION_DELETED: 'A collection was deleted.',
  STOCK_CHANGED:
    'The available quantity of a variant changed: by a member, a sale, an import or the end of an order.',
} as const

export type WebhookEventName = keyof typeof WEBHOOK_EVENTS

/** Of a test that a member sends: belongs to no order. */
export const TEST_EVENT = 'TEST'

/** Those that triggers of the catalogue write (function write_catalog_events). All others are translated from domain events. */
export type CatalogEventName = Extract<WebhookEventName, `${'PRODUCT' | 'COLLECTION' | 'STOCK'}_${string}`>

export const isCatalogEvent = (name: string): name is CatalogEventName =>
  /^(PRODUCT|COLLECTION|STOCK)_/.test(name)

export const WEBHOOK_EVENT_NAMES = Object.keys(WEBHOOK_EVENTS) as WebhookEventName[]

type Translation<Type extends EventType> =
  WebhookEventName | ((data: Extract<DomainEvent, { type: Type }>['data']) => WebhookEventName | null)

/** Which of them a domain event is. One that is not here is told to nobody. */
const TRANSLATIONS: { [Type in EventType]?: Translation<Type> } = {
  'order.placed': 'ORDER_PLACED',
  'card.approved': 'ORDER_PAID',
  'bank_payment.accepted': 'ORDER_PAID',
  'unmatched_payment.accepted': 'ORDER_PAID',
  'manual_payment.received': ({ isPaid }) => (isPaid ? 'ORDER_PAID' : null),
  'manual_payment.receipt_undone': ({ wasPaid }) => (wasPaid ? 'ORDER_PAYMENT_UNDONE' : null),
  'card.declined': 'ORDER_PAYMENT_DECLINED',
  'bank_payment.declined': 'ORDER_PAYMENT_DECLINED',
  'order.expired': 'ORDER_EXPIRED',
  'order.cancelled': 'ORDER_CANCELLED',
  'order.partly_shipped': 'ORDER_PARTLY_SHIPPED',
  'order.shipped': 'ORDER_SHIPPED',
  'order.ready_for_pickup': 'ORDER_READY_FOR_PICKUP',
  'parcel.changed': 'PARCEL_CHANGED',
  'parcel.delivered': 'PARCEL_DELIVERED',
  'parcel.undone': 'PARCEL_UNDONE',
  'refund.recorded': 'REFUND_RECORDED',
  'withdrawal.made': 'WITHDRAWAL_MADE',
  'withdrawal.goods_returned': 'WITHDRAWAL_GOODS_RETURNED',
  'invoice.issued': 'INVOICE_ISSUED',
  'credit_note.issued': 'CREDIT_NOTE_ISSUED',
  'order.buyer_erased': 'BUYER_ERASED',
}

/** The types of domain events that may be told to receivers. */
export const TOLD_EVENT_TYPES = Object.keys(TRANSLATIONS) as EventType[]

/** What a domain event is called outside; null for one that nobody is told of. */
export function toWebhookEvent({ type, data }: Pick<DomainEvent, 'type' | 'data'>): WebhookEventName | null {
  const translation = TRANSLATIONS[type] as Translation<EventType> | undefined
  return typeof translation === 'function' ? translation(data as never) : (translation ?? null)
}
