import { execute, parse } from 'graphql'
import type { InTransaction, ShopContext } from '../app/context.ts'
import { selectParcels, toParcel, type ParcelRow } from '../fulfillment/parcel.ts'
import { money } from '../kernel/money.type.ts'
import { loadOrderWithLines } from '../order/load-order-with-lines.ts'
import { defaultDocument } from './default-document.ts'
import {
  catalogSubject,
  loadToldCollection,
  loadToldProduct,
  loadToldVariant,
} from './load-catalog-subject.ts'
import { loadInvoice, loadRefund, loadWithdrawal } from './load-subject.ts'
import { payloadSchema } from './payload-schema.ts'
import type { TEST_EVENT, WebhookEventName } from './webhook-events.ts'

type Tx = InTransaction<ShopContext>

/** What is to be told, and by which document; null for the default one. */
export interface Told {
  id: string
  eventType: WebhookEventName | typeof TEST_EVENT
  occurredAt: Date
  document: string | null
  /** Null for a test. */
  event: ToldEvent | null
}

/** A domain event, or an event of the catalogue: of the variant `subjectId` of the product `streamId`, or of what both name. */
export type ToldEvent =
  { orderId: string | null; data: Record<string, unknown> } | { subjectId: string; streamId: string }

/** What a document shows of an event now, as JSON. @throws when it no longer fits the schema of payloads */
export async function loadPayload(tx: Tx, told: Told): Promise<string> {
  const { data, errors } = await execute({
    schema: payloadSchema,
    document: parse(told.document ?? defaultDocument(told.eventType)),
    rootValue: rootOf(tx, told),
  })
  if (errors?.[0]) throw errors[0]
  return JSON.stringify(data)
}

/** Each part is a function, so that only what the document asks for is loaded. */
function rootOf(tx: Tx, { id, eventType, occurredAt, event }: Told) {
  const { orderId, data } = subjectOf(event)
  const catalog = catalogSubject(eventType, event)
  return {
    event: { id, type: eventType, occurredAt, shop: tx.shop.slug, ...catalog },
    order: () => orderId && loadOrder(tx, orderId),
    parcel: async () =>
      data.parcelId ? ((await loadParcels(tx, 'p.id = ?', data.parcelId))[0] ?? null) : null,
    refund: () => (data.refundId ? loadRefund(tx, data.refundId) : null),
    withdrawal: () => (data.withdrawalId ? loadWithdrawal(tx, data.withdrawalId) : null),
    invoice: () => (data.invoiceId ? loadInvoice(tx, data.invoiceId) : null),
    product: () => (catalog.productId ? loadToldProduct(tx, catalog.productId) : null),
    variant: () => (catalog.variantId ? loadToldVariant(tx, catalog) : null),
    collection: () => (catalog.collectionId ? loadToldCollection(tx, catalog.collectionId) : null),
  }
}

const subjectOf = (event: ToldEvent | null) =>
  event && 'orderId' in event
    ? { orderId: event.orderId, data: event.data as Partial<Record<string, string>> }
    : { orderId: null, data: {} as Partial<Record<string, string>> }

/** More than documents can ask for: the schema of payloads decides what is shown. */
async function loadOrder(tx: Tx, id: string) {
  const order = await loadOrderWithLines(tx, id)
  const inCurrency = (amount: number) => money(amount, order.currency)
  return {
    ...order,
    subtotal: inCurrency(order.subtotal),
    shippingTotal: inCurrency(order.shippingTotal),
    taxTotal: inCurrency(order.taxTotal),
    total: inCurrency(order.total),
    lines: order.lines.map((line) => ({
      ...line,
      unitPrice: inCurrency(line.unitPrice),
      total: inCurrency(line.total),
    })),
    parcels: () => loadParcels(tx, 'p.order_id = ?', id),
  }
}

const loadParcels = async ({ em, shop }: Tx, condition: string, id: string) =>
  (await em.execute<ParcelRow[]>(selectParcels(condition), [shop.id, id])).map(toParcel)
