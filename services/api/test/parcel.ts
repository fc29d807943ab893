import { expect } from 'vitest'
import type { TestApi } from './api.ts'
import { merchant } from './member.ts'

export interface ShownParcel {
  id: string
  version: number
  carrier: string | null
  carrierCode: string | null
  trackingNumber: string | null
  trackingUrl: string | null
  pickupAddress: string | null
  openingHours: string | null
  shippedAt: string
  deliveredAt: string | null
  lines: { productName: string; quantity: number }[]
}
export interface ShownOrder {
  fulfillment: string
  isPartlyShipped: boolean
  parcels: ShownParcel[]
  shippableLines: { id: string; ordered: number; remaining: number }[]
  timeline: { kind: string; by: string; message: string }[]
}
interface Payload {
  order: ShownOrder | null
  userErrors: { code: string; field: string[] | null }[]
}

const ORDER = `fulfillment isPartlyShipped shippableLines { id ordered remaining } timeline { kind by message }
  parcels { id version carrier carrierCode trackingNumber trackingUrl pickupAddress openingHours shippedAt deliveredAt lines { productName quantity } }`
const ANSWER = `{ order { ${ORDER} } userErrors { code field } }`

const DOCUMENTS = {
  shipParcel: `mutation ($orderCode: String!, $lines: [LineToShip!]!, $carrier: String, $trackingNumber: String, $trackingUrl: String,
    $notifyBuyer: Boolean) { answer: shipParcel(orderCode: $orderCode, lines: $lines, carrier: $carrier, trackingNumber: $trackingNumber,
    trackingUrl: $trackingUrl, notifyBuyer: $notifyBuyer) ${ANSWER} }`,
  markShipped: `mutation ($orderCode: String!) { answer: markShipped(orderCode: $orderCode) ${ANSWER} }`,
  markReadyForPickup: `mutation ($orderCode: String!, $notifyBuyer: Boolean) {
    answer: markReadyForPickup(orderCode: $orderCode, notifyBuyer: $notifyBuyer) ${ANSWER} }`,
  changeParcel: `mutation ($parcelId: ID!, $carrier: String, $trackingNumber: String, $trackingUrl: String, $version: Int) {
    answer: changeParcel(parcelId: $parcelId, carrier: $carrier, trackingNumber: $trackingNumber, trackingUrl: $trackingUrl,
      version: $version) ${ANSWER} }`,
  markParcelDelivered: `mutation ($parcelId: ID!, $at: DateTime, $notifyBuyer: Boolean) {
    answer: markParcelDelivered(parcelId: $parcelId, at: $at, notifyBuyer: $notifyBuyer) ${ANSWER} }`,
  undoDelivery: `mutation ($parcelId: ID!) { answer: undoDelivery(parcelId: $parcelId) ${ANSWER} }`,
  undoParcel: `mutation ($parcelId: ID!) { answer: undoParcel(parcelId: $parcelId) ${ANSWER} }`,
}
export type ParcelMutation = keyof typeof DOCUMENTS

/** Sends the mutations of parcels as the member with these headers. */
export const parcelRequests = (api: TestApi, headers: Record<string, string>) => ({
  /** The whole answer. */
  ask: (mutation: ParcelMutation, variables: object) =>
    merchant<{ answer: Payload } | null>(api, DOCUMENTS[mutation], { ...variables }, headers),
  /** The order, of a mutation that must succeed. */
  async send(mutation: ParcelMutation, variables: object): Promise<ShownOrder> {
    const { data } = await merchant<{ answer: Payload }>(api, DOCUMENTS[mutation], { ...variables }, headers)
    expect(data.answer.userErrors).toEqual([])
    return data.answer.order as ShownOrder
  },
  /** The error codes, of a mutation that may be refused. */
  async codes(mutation: ParcelMutation, variables: object): Promise<string[]> {
    const { data } = await merchant<{ answer: Payload }>(api, DOCUMENTS[mutation], { ...variables }, headers)
    return data.answer.userErrors.map(({ code }) => code)
  },
})
