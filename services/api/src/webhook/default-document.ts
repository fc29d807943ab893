import { TEST_EVENT, type WebhookEventName } from './webhook-events.ts'

const EVENT = 'event { id type occurredAt shop }'
const ORDER = `order {
    id code status fulfillment channel isPickup placedAt paidAt
    total { amount currency }
    lines { sku quantity total { amount currency } }
  }`
const PARCEL = 'parcel { id carrier shippedAt deliveredAt lines { sku quantity } }'
const REFUND = 'refund { id amount { amount currency } restock recordedAt lines { sku quantity } }'
const WITHDRAWAL = 'withdrawal { id withdrawnAt refundDueAt returnedAt lines { sku quantity } }'
const INVOICE = 'invoice { number issuedAt total { amount currency } taxTotal { amount currency } }'

const MORE: Partial<Record<WebhookEventName, string>> = {
  ORDER_PARTLY_SHIPPED: PARCEL,
  ORDER_SHIPPED: PARCEL,
  ORDER_READY_FOR_PICKUP: PARCEL,
  PARCEL_CHANGED: PARCEL,
  PARCEL_DELIVERED: PARCEL,
  REFUND_RECORDED: REFUND,
  WITHDRAWAL_MADE: WITHDRAWAL,
  WITHDRAWAL_GOODS_RETURNED: WITHDRAWAL,
  INVOICE_ISSUED: INVOICE,
  CREDIT_NOTE_ISSUED: INVOICE,
}

/** What is sent of an event if an endpoint has no document of its own. It does not say who the buyer is: a shop that needs this writes a document. */
export function defaultDocument(event: WebhookEventName | typeof TEST_EVENT): string {
  if (event === TEST_EVENT) return `{\n  ${EVENT}\n}`
  return `{\n  ${[EVENT, ORDER, MORE[event]].filter(Boolean).join('\n  ')}\n}`
}
