import type { EventType } from '../event/event-types.ts'
import type { Language } from '../kernel/errors.ts'
import { defineMessages } from '../kernel/messages.ts'
import type { TimelineEntries } from '../order/timeline-entry.ts'
import { carrierOf } from './carriers.ts'

const text = defineMessages({
  shipped: { en: 'Order shipped', fr: 'Commande expédiée' },
  shippedBy: { en: 'Order shipped by {carrier}', fr: 'Commande expédiée par {carrier}' },
  partlyShipped: {
    en: 'Parcel shipped: {quantity} of {ordered} items',
    fr: 'Colis expédié\u00a0: {quantity} articles sur {ordered}',
  },
  partlyShippedBy: {
    en: 'Parcel shipped by {carrier}: {quantity} of {ordered} items',
    fr: 'Colis expédié par {carrier}\u00a0: {quantity} articles sur {ordered}',
  },
  oneShipped: {
    en: 'Parcel shipped: 1 of {ordered} items',
    fr: 'Colis expédié\u00a0: 1 article sur {ordered}',
  },
  oneShippedBy: {
    en: 'Parcel shipped by {carrier}: 1 of {ordered} items',
    fr: 'Colis expédié par {carrier}\u00a0: 1 article sur {ordered}',
  },
  ready: { en: 'Ready to be collected', fr: 'Prête à être retirée' },
  changed: { en: 'Carrier or tracking corrected', fr: 'Transporteur ou suivi corrigé' },
  delivered: { en: 'Parcel delivered', fr: 'Colis livré' },
  collected: { en: 'Order collected', fr: 'Commande retirée' },
  deliveryUndone: { en: 'Delivery taken back', fr: 'Livraison annulée' },
  undone: { en: 'Parcel taken back', fr: 'Colis annulé' },
})

/** An entry whose text is always the same. */
const fixed =
  (key: 'ready' | 'changed' | 'deliveryUndone' | 'undone', kind: string) =>
  (_data: object, _facts: object, language: Language) => ({ kind, message: text(key, language) })

type FulfillmentEvent =
  Extract<EventType, `parcel.${string}`> | 'order.shipped' | 'order.partly_shipped' | 'order.ready_for_pickup'

/** Events of an order's parcels. The carrier is known until the parcel is taken back. */
export const fulfillmentTimeline: TimelineEntries<FulfillmentEvent> = {
  'order.shipped': (_data, { carrier }, language) => ({
    kind: 'SHIPPED',
    message: carrier ? text('shippedBy', language, { carrier: nameOf(carrier) }) : text('shipped', language),
  }),
  'order.partly_shipped': ({ quantity, ordered }, { carrier }, language) => ({
    kind: 'PARTLY_SHIPPED',
    message: partlyShipped({ quantity, ordered, carrier: carrier && nameOf(carrier) }, language),
  }),
  'order.ready_for_pickup': fixed('ready', 'READY_FOR_PICKUP'),
  'parcel.changed': fixed('changed', 'PARCEL_CHANGED'),
  'parcel.delivered': ({ isPickup }, _facts, language) => ({
    kind: isPickup ? 'PICKED_UP' : 'DELIVERED',
    message: text(isPickup ? 'collected' : 'delivered', language),
  }),
  'parcel.delivery_undone': fixed('deliveryUndone', 'DELIVERY_UNDONE'),
  'parcel.undone': fixed('undone', 'PARCEL_UNDONE'),
}

/** @param carrier a code or the name of another carrier */
const nameOf = (carrier: string): string => carrierOf(carrier)?.name ?? carrier

function partlyShipped(
  { quantity, ordered, carrier }: { quantity: number; ordered: number; carrier: string | null },
  language: Language,
): string {
  if (quantity === 1)
    return carrier
      ? text('oneShippedBy', language, { carrier, ordered })
      : text('oneShipped', language, { ordered })
  return carrier
    ? text('partlyShippedBy', language, { carrier, quantity, ordered })
    : text('partlyShipped', language, { quantity, ordered })
}
