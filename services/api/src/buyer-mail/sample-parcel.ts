import { CARRIERS, trackingPage } from '../fulfillment/carriers.ts'
import type { Parcel } from '../fulfillment/parcel.ts'
import type { Language } from '../kernel/errors.ts'
import type { ConfirmedOrder } from '../order/mails/load-confirmed-order.ts'

const PICKUP: Record<Language, { pickupAddress: string; openingHours: string }> = {
  en: { pickupAddress: '1 rue de la Paix\n75002 Paris', openingHours: 'Monday to Saturday, 10 am to 7 pm' },
  fr: {
    pickupAddress: '1 rue de la Paix\n75002 Paris',
    openingHours: 'Du lundi au samedi, de 10\u00a0h à 19\u00a0h',
  },
}

const NUMBER = '6A00000000000'

/** A parcel with all of a sample order, which nobody sent. */
export function sampleParcel(order: ConfirmedOrder): Parcel {
  const [carrier] = CARRIERS
  if (!carrier) throw new Error('There are no carriers')
  return {
    ...samplePickup(order),
    carrierCode: carrier.code,
    carrier: carrier.name,
    trackingNumber: NUMBER,
    trackingUrl: trackingPage(carrier, { number: NUMBER, postalCode: order.shippingAddress.postalCode }),
    pickupAddress: null,
    openingHours: null,
  }
}

/** As sampleParcel, to be collected. */
export const samplePickup = (order: ConfirmedOrder): Parcel => ({
  orderId: order.id,
  id: order.id,
  version: 1,
  carrierCode: null,
  carrier: null,
  trackingNumber: null,
  trackingUrl: null,
  ...PICKUP[order.language],
  shippedAt: order.placedAt,
  deliveredAt: null,
  shippedBy: null,
  lines: order.lines.map(({ productName, variantName, sku, quantity }) => ({
    productName,
    variantName,
    sku,
    quantity,
  })),
})
