import { m } from '../paraglide/messages.js'
import type { Tone } from '../ui/tone.ts'
import type { WebhookAttempt, WebhookDeliveryStatus, WebhookEventType } from './webhook.documents.ts'

export const eventText: Record<WebhookEventType, () => string> = {
  TEST: m.webhook_event_test,
  ORDER_PLACED: m.webhook_event_order_placed,
  ORDER_PAID: m.webhook_event_order_paid,
  ORDER_PAYMENT_DECLINED: m.webhook_event_order_payment_declined,
  ORDER_PAYMENT_UNDONE: m.webhook_event_order_payment_undone,
  ORDER_EXPIRED: m.webhook_event_order_expired,
  ORDER_CANCELLED: m.webhook_event_order_cancelled,
  ORDER_PARTLY_SHIPPED: m.webhook_event_order_partly_shipped,
  ORDER_SHIPPED: m.webhook_event_order_shipped,
  ORDER_READY_FOR_PICKUP: m.webhook_event_order_ready_for_pickup,
  PARCEL_CHANGED: m.webhook_event_parcel_changed,
  PARCEL_DELIVERED: m.webhook_event_parcel_delivered,
  PARCEL_UNDONE: m.webhook_event_parcel_undone,
  REFUND_RECORDED: m.webhook_event_refund_recorded,
  WITHDRAWAL_MADE: m.webhook_event_withdrawal_made,
  WITHDRAWAL_GOODS_RETURNED: m.webhook_event_withdrawal_goods_returned,
  INVOICE_ISSUED: m.webhook_event_invoice_issued,
  CREDIT_NOTE_ISSUED: m.webhook_event_credit_note_issued,
  BUYER_ERASED: m.webhook_event_buyer_erased,
  PRODUCT_CREATED: m.webhook_event_product_created,
  PRODUCT_CHANGED: m.webhook_event_product_changed,
  PRODUCT_DELETED: m.webhook_event_product_deleted,
  COLLECTION_CREATED: m.webhook_event_collection_created,
  COLLECTION_CHANGED: m.webhook_event_collection_changed,
  COLLECTION_DELETED: m.webhook_event_collection_deleted,
  STOCK_CHANGED: m.webhook_event_stock_changed,
}

export const deliveryStatus: Record<WebhookDeliveryStatus, { text: () => string; tone: Tone }> = {
  PENDING: { text: m.webhooks_status_pending, tone: 'amber' },
  DELIVERED: { text: m.webhooks_status_delivered, tone: 'green' },
  FAILED: { text: m.webhooks_status_failed, tone: 'red' },
}

const failureText: Record<NonNullable<WebhookAttempt['failure']>, () => string> = {
  NAME_NOT_FOUND: m.webhooks_failure_name,
  ADDRESS_NOT_PUBLIC: m.webhooks_failure_not_public,
  CERTIFICATE: m.webhooks_failure_certificate,
  CONNECTION_FAILED: m.webhooks_failure_connection,
  TIMEOUT: m.webhooks_failure_timeout,
  NOT_PREPARED: m.webhooks_failure_not_prepared,
}

/** How an attempt ended, in words. */
export const attemptText = ({ status, failure, durationMs }: WebhookAttempt): string =>
  failure
    ? failureText[failure]()
    : m.webhooks_attempt_status({ status: String(status), ms: String(durationMs) })
