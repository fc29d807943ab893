import { graphql } from '#lib/graphql/graphql.ts'
import { formAction } from '#lib/server/form-action.ts'
import { rawTextOf, textOf } from '#lib/server/form-data.ts'
import { endOfDay, today } from '#lib/time.ts'
import type { RequestEvent } from './$types'

type Event = RequestEvent

/** Fields of a line to ship: `quantity-` and the id of the line. */
const QUANTITY = 'quantity-'

function linesOf(form: FormData): { lineId: string; quantity: number }[] {
  return [...form.keys()].flatMap((name) => {
    if (!name.startsWith(QUANTITY)) return []
    const typed = rawTextOf(form, name).trim()
    // What is no whole number is refused by the API like any other quantity that is not left.
    const quantity = /^\d{1,9}$/.test(typed) ? Number(typed) : -1
    return typed === '' || quantity === 0 ? [] : [{ lineId: name.slice(QUANTITY.length), quantity }]
  })
}

const trackingOf = (form: FormData) => ({
  carrier: textOf(form, 'carrier'),
  trackingNumber: textOf(form, 'trackingNumber'),
  trackingUrl: textOf(form, 'trackingUrl'),
})
const TRACKING = ['carrier', 'trackingNumber', 'trackingUrl']

const isTimeZone = (name: string): boolean => Intl.supportedValuesOf('timeZone').includes(name)

/** Null for today, so that the API takes the time of now. */
function deliveredAt(form: FormData): string | null {
  const [day, named] = [rawTextOf(form, 'deliveredOn'), rawTextOf(form, 'timeZone')]
  const timeZone = isTimeZone(named) ? named : 'UTC'
  return day === '' || day === today(timeZone) ? null : endOfDay(day, timeZone)
}

/** The form actions of an order's parcels. */
export const parcelActions = {
  shipParcel: formAction({
    document: graphql(`
      mutation ShipParcel(
        $orderCode: String!
        $lines: [LineToShip!]!
        $carrier: String
        $trackingNumber: String
        $trackingUrl: String
        $notifyBuyer: Boolean
      ) {
        shipParcel(
          orderCode: $orderCode
          lines: $lines
          carrier: $carrier
          trackingNumber: $trackingNumber
          trackingUrl: $trackingUrl
          notifyBuyer: $notifyBuyer
        ) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, { params }: Event) => ({
      orderCode: params.code,
      lines: linesOf(form),
      ...trackingOf(form),
      notifyBuyer: form.has('notifyBuyer'),
    }),
    givesBack: (form) => [...TRACKING, ...[...form.keys()].filter((name) => name.startsWith(QUANTITY))],
  }),
  markReadyForPickup: formAction({
    document: graphql(`
      mutation MarkReadyForPickup($orderCode: String!, $notifyBuyer: Boolean) {
        markReadyForPickup(orderCode: $orderCode, notifyBuyer: $notifyBuyer) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, { params }: Event) => ({
      orderCode: params.code,
      notifyBuyer: form.has('notifyBuyer'),
    }),
  }),
  changeParcel: formAction({
    document: graphql(`
      mutation ChangeParcel(
        $parcelId: ID!
        $version: Int
        $carrier: String
        $trackingNumber: String
        $trackingUrl: String
      ) {
        changeParcel(
          parcelId: $parcelId
          version: $version
          carrier: $carrier
          trackingNumber: $trackingNumber
          trackingUrl: $trackingUrl
        ) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({
      parcelId: rawTextOf(form, 'parcelId'),
      version: Number.parseInt(rawTextOf(form, 'version'), 10) || 0,
      ...trackingOf(form),
    }),
    givesBack: ['parcelId', 'version', ...TRACKING],
  }),
  markParcelDelivered: formAction({
    document: graphql(`
      mutation MarkParcelDelivered($parcelId: ID!, $at: DateTime, $notifyBuyer: Boolean) {
        markParcelDelivered(parcelId: $parcelId, at: $at, notifyBuyer: $notifyBuyer) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({
      parcelId: rawTextOf(form, 'parcelId'),
      at: deliveredAt(form),
      notifyBuyer: form.has('notifyBuyer'),
    }),
    givesBack: ['parcelId', 'deliveredOn'],
  }),
  undoDelivery: formAction({
    document: graphql(`
      mutation UndoDelivery($parcelId: ID!) {
        undoDelivery(parcelId: $parcelId) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({ parcelId: rawTextOf(form, 'parcelId') }),
    givesBack: ['parcelId'],
  }),
  undoParcel: formAction({
    document: graphql(`
      mutation UndoParcel($parcelId: ID!) {
        undoParcel(parcelId: $parcelId) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({ parcelId: rawTextOf(form, 'parcelId') }),
    givesBack: ['parcelId'],
  }),
}
