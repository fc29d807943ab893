import { deliveryStatus, eventText } from './labels.ts'
import type { WebhookDeliveryStatus, WebhookEventType } from './webhook.documents.ts'

/** Which deliveries are listed, as encoded in the page's URL. Null for all. */
export interface DeliveryFilter {
  status: WebhookDeliveryStatus | null
  event: WebhookEventType | null
}

const pick = <Name extends string>(table: Record<Name, unknown>, text: string | null): Name | null =>
  text !== null && Object.hasOwn(table, text) ? (text as Name) : null

export const readDeliveryFilter = (query: URLSearchParams): DeliveryFilter => ({
  status: pick(deliveryStatus, query.get('status')),
  event: pick(eventText, query.get('event')),
})

/** The parts of the filter that are set, by the name of their parameter. */
export const writeDeliveryFilter = ({ status, event }: DeliveryFilter): Record<string, string> => ({
  ...(status && { status }),
  ...(event && { event }),
})
