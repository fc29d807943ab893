import { m } from '#lib/paraglide/messages.js'
import { shownStatus, type ShownStatus, type Standing } from './shown-status.ts'

const titles: Record<ShownStatus, () => string> = {
  PENDING_PAYMENT: m.status_pending_title,
  AWAITING_CERTIFICATION: m.status_awaiting_title,
  PAID: m.status_paid_title,
  PAYMENT_REFUSED: m.status_refused_title,
  CANCELLED: m.status_cancelled_title,
  EXPIRED: m.status_expired_title,
  STRANDED: m.status_stranded_title,
}
const texts: Record<ShownStatus, () => string> = {
  PENDING_PAYMENT: m.status_pending_text,
  AWAITING_CERTIFICATION: m.status_awaiting_text,
  PAID: m.status_paid_text,
  PAYMENT_REFUSED: m.status_refused_text,
  CANCELLED: m.status_cancelled_text,
  EXPIRED: m.status_expired_text,
  STRANDED: m.status_stranded_text,
}

export function statusTitle(order: Standing): string {
  const { status, fulfillment } = order
  if (status === 'PAID' && fulfillment === 'SHIPPED') return m.status_shipped_title()
  if (status === 'PAID' && fulfillment === 'DELIVERED') return m.status_delivered_title()
  return titles[shownStatus(order)]()
}

export function statusText(order: Standing): string {
  const { status, fulfillment } = order
  if (status === 'PAID' && fulfillment !== 'UNFULFILLED') return m.status_shipped_text()
  return texts[shownStatus(order)]()
}
