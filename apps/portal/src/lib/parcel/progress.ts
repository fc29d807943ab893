import { m } from '../paraglide/messages.js'
import type { FulfillmentStatus, OrderStatus } from '../order/order.documents.ts'
import type { Tone } from '../ui/tone.ts'

/** How far an order is on its way to the buyer, and the values of the list's filter. */
export type Progress =
  | 'TO_SHIP'
  | 'NOTHING_TO_SHIP'
  | 'PARTLY_SHIPPED'
  | 'TO_SET_ASIDE'
  | 'ON_ITS_WAY'
  | 'TO_COLLECT'
  | 'DELIVERED'
  | 'COLLECTED'

export interface Fulfilled {
  status: OrderStatus
  fulfillment: FulfillmentStatus
  isPartlyShipped: boolean
  hasNothingToShip: boolean
  isPickup: boolean
}

export const progressLabel: Record<Progress, { text: () => string; tone: Tone }> = {
  TO_SHIP: { text: m.progress_to_ship, tone: 'blue' },
  NOTHING_TO_SHIP: { text: m.progress_nothing_to_ship, tone: 'gray' },
  PARTLY_SHIPPED: { text: m.progress_partly_shipped, tone: 'blue' },
  TO_SET_ASIDE: { text: m.progress_to_set_aside, tone: 'blue' },
  ON_ITS_WAY: { text: m.progress_shipped, tone: 'gray' },
  TO_COLLECT: { text: m.progress_to_collect, tone: 'gray' },
  DELIVERED: { text: m.progress_delivered, tone: 'gray' },
  COLLECTED: { text: m.progress_collected, tone: 'gray' },
}

/** Null for an order that is not paid, so that nothing of it may leave. */
export function progressOf(order: Fulfilled): Progress | null {
  const { status, fulfillment, isPartlyShipped, hasNothingToShip, isPickup } = order
  if (fulfillment === 'DELIVERED') return isPickup ? 'COLLECTED' : 'DELIVERED'
  if (fulfillment === 'SHIPPED') return isPickup ? 'TO_COLLECT' : 'ON_ITS_WAY'
  if (status !== 'PAID') return null
  if (hasNothingToShip) return 'NOTHING_TO_SHIP'
  if (isPartlyShipped) return 'PARTLY_SHIPPED'
  return isPickup ? 'TO_SET_ASIDE' : 'TO_SHIP'
}

/** What the order list can be narrowed to. */
export const progressFilters = ['TO_SHIP', 'PARTLY_SHIPPED', 'ON_ITS_WAY', 'TO_COLLECT', 'DELIVERED'] as const
export type ProgressFilter = (typeof progressFilters)[number]

export const progressFilterText: Record<ProgressFilter, () => string> = {
  TO_SHIP: m.progress_to_ship,
  PARTLY_SHIPPED: m.progress_partly_shipped,
  ON_ITS_WAY: m.progress_shipped,
  TO_COLLECT: m.progress_to_collect,
  DELIVERED: m.progress_filter_delivered,
}

interface FilterInput {
  status?: OrderStatus[]
  fulfillment: FulfillmentStatus[]
  isPartlyShipped?: boolean
  hasNothingToShip?: boolean
  isPickup?: boolean
}

/** As input of the API's `orders`. What is to ship includes what is partly shipped. */
export const progressFilterInput: Record<ProgressFilter, FilterInput> = {
  TO_SHIP: { status: ['PAID'], fulfillment: ['UNFULFILLED'], hasNothingToShip: false },
  PARTLY_SHIPPED: { status: ['PAID'], fulfillment: ['UNFULFILLED'], isPartlyShipped: true },
  ON_ITS_WAY: { fulfillment: ['SHIPPED'], isPickup: false },
  TO_COLLECT: { fulfillment: ['SHIPPED'], isPickup: true },
  DELIVERED: { fulfillment: ['DELIVERED'] },
}
