import { isCatalogEvent, TEST_EVENT, type CatalogEventName, type WebhookEventName } from './webhook-events.ts'

const eventWith = (ids = '') => `event { id type occurredAt shop${ids && ` ${ids}`} }`
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

const PRODUCT = `product {
    id slug name status isVisible updatedAt
    variants { id sku name price { amount currency } available }
  }`
const COLLECTION = 'collection { id slug name kind updatedAt }'

/** A deleted subject is told by its id. */
const CATALOG: Record<CatalogEventName, string[]> = {
  PRODUCT_CREATED: [eventWith('productId'), PRODUCT],
  PRODUCT_CHANGED: [eventWith('productId'), PRODUCT],
  PRODUCT_DELETED: [eventWith('productId')],
  COLLECTION_CREATED: [eventWith('collectionId'), COLLECTION],
  COLLECTION_CHANGED: [eventWith('collectionId'), COLLECTION],
  COLLECTION_DELETED: [eventWith('collectionId')],
  STOCK_CHANGED: [eventWith('productId variantId'), 'variant { id sku available onHand reserved }'],
}

/** What is sent of an event if an endpoint has no document of its own. It does not say who the buyer is: a shop that needs this writes a document. */
export function defaultDocument(event: WebhookEventName | typeof TEST_EVENT): string {
  if (event === TEST_EVENT) return toDocument(eventWith())
  if (!isCatalogEvent(event)) return toDocument(eventWith(), ORDER, MORE[event])
  return toDocument(...CATALOG[event])
}

const toDocument = (...parts: (string | undefined)[]): string =>
  `{\n  ${parts.filter(Boolean).join('\n  ')}\n}`
