import type { FulfillmentStatus } from '#lib/api/schema.ts'
import { m } from '#lib/paraglide/messages.js'
import { displayedStatus, type DisplayedStatus, type OrderState } from './order-status.ts'

interface StatusTexts {
  title: () => string
  text: () => string
}

const paidTexts: Record<FulfillmentStatus, StatusTexts> = {
  UNFULFILLED: { title: m.status_paid_title, text: m.status_paid_text },
  SHIPPED: { title: m.status_shipped_title, text: m.status_shipped_text },
  DELIVERED: { title: m.status_delivered_title, text: m.status_delivered_text },
}

const partlyShippedTexts: StatusTexts = {
  title: m.status_partly_shipped_title,
  text: m.status_partly_shipped_text,
}

/** Of an order that was refunded before anything was shipped. */
const refundedTexts: StatusTexts = { title: m.status_refunded_title, text: m.status_refunded_text }

/** Of an order that the buyer collects. */
const pickupTexts: Record<FulfillmentStatus, StatusTexts> = {
  UNFULFILLED: { title: m.status_paid_title, text: m.status_pickup_paid_text },
  SHIPPED: { title: m.status_ready_title, text: m.status_ready_text },
  DELIVERED: { title: m.status_collected_title, text: m.status_collected_text },
}

const unpaidTexts: Record<Exclude<DisplayedStatus, 'PAID'>, StatusTexts> = {
  PENDING_PAYMENT: { title: m.status_pending_title, text: m.status_pending_text },
  AWAITING_CERTIFICATION: { title: m.status_awaiting_title, text: m.status_awaiting_text },
  PAYMENT_REFUSED: { title: m.status_refused_title, text: m.status_refused_text },
  PAYMENT_CANCELLED: { title: m.status_payment_cancelled_title, text: m.status_payment_cancelled_text },
  CANCELLED: { title: m.status_cancelled_title, text: m.status_cancelled_text },
  EXPIRED: { title: m.status_expired_title, text: m.status_expired_text },
  UNMATCHED_PAYMENT: { title: m.status_unmatched_title, text: m.status_unmatched_text },
}

function textsOf(order: OrderState): StatusTexts {
  const status = displayedStatus(order)
  if (status !== 'PAID') return unpaidTexts[status]
  if (order.hasNothingToShip) return refundedTexts
  if (order.isPartlyShipped) return partlyShippedTexts
  return (order.isPickup ? pickupTexts : paidTexts)[order.fulfillment]
}

export const statusTitle = (order: OrderState): string => textsOf(order).title()
export const statusText = (order: OrderState): string => textsOf(order).text()
