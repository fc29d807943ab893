import type { BankPaymentStatus, FulfillmentStatus, OrderStatus } from '#lib/api/schema.ts'

export interface OrderState {
  status: OrderStatus
  fulfillment: FulfillmentStatus
  isPartlyShipped: boolean
  hasNothingToShip: boolean
  isPickup: boolean
  bankAttempt?: { status: BankPaymentStatus } | null
}

const payable: Record<OrderStatus, boolean> = {
  PENDING_PAYMENT: true,
  PAYMENT_REFUSED: true,
  AWAITING_CERTIFICATION: false,
  PAID: false,
  CANCELLED: false,
  EXPIRED: false,
}

export function isPayable(status: OrderStatus): boolean {
  return payable[status]
}

/**
 * The order status shown to the buyer. UNMATCHED_PAYMENT: the bank took money that the shop still has to handle.
 * PAYMENT_CANCELLED: the buyer left the bank's page without paying.
 */
export type DisplayedStatus = OrderStatus | 'UNMATCHED_PAYMENT' | 'PAYMENT_CANCELLED'

export function displayedStatus({
  status,
  bankAttempt,
}: Pick<OrderState, 'status' | 'bankAttempt'>): DisplayedStatus {
  const isFinal = status === 'PAID' || status === 'CANCELLED'
  if (!bankAttempt || isFinal) return status
  switch (bankAttempt.status) {
    case 'RESCUE':
      return 'UNMATCHED_PAYMENT'
    case 'REFUSED':
      return status === 'PENDING_PAYMENT' ? 'PAYMENT_REFUSED' : status
    case 'CANCELLED':
    case 'EXPIRED':
      return status === 'PENDING_PAYMENT' ? 'PAYMENT_CANCELLED' : status
    case 'OPEN':
    case 'PENDING':
    case 'PAID':
      return status
    default:
      return bankAttempt.status satisfies never
  }
}

export type StepName = 'placed' | 'payment' | 'confirmed' | 'shipped'
export type StepState = 'done' | 'current' | 'upcoming' | 'failed'

const paymentSteps: Record<OrderStatus, [payment: StepState, confirmed: StepState]> = {
  PENDING_PAYMENT: ['current', 'upcoming'],
  PAYMENT_REFUSED: ['failed', 'upcoming'],
  AWAITING_CERTIFICATION: ['done', 'current'],
  PAID: ['done', 'done'],
  CANCELLED: ['failed', 'upcoming'],
  EXPIRED: ['failed', 'upcoming'],
}

const isShipped: Record<FulfillmentStatus, boolean> = { UNFULFILLED: false, SHIPPED: true, DELIVERED: true }

/** The four steps of the order's progress bar. */
export function orderSteps({
  status,
  fulfillment,
  hasNothingToShip,
}: Pick<OrderState, 'status' | 'fulfillment' | 'hasNothingToShip'>): { name: StepName; state: StepState }[] {
  const [payment, confirmed] = paymentSteps[status]
  const beforeShipping = status === 'PAID' && !hasNothingToShip ? 'current' : 'upcoming'
  return [
    { name: 'placed', state: 'done' },
    { name: 'payment', state: payment },
    { name: 'confirmed', state: confirmed },
    { name: 'shipped', state: isShipped[fulfillment] ? 'done' : beforeShipping },
  ]
}

const pollDelaysSeconds = [1, 1, 2, 2, 3, 3, 5, 5, 8, 8, 10, 10, 15, 15, 20]

/** Milliseconds until an order page polls again after `polls` polls; null after about two minutes. */
export function pollDelay(polls: number): number | null {
  const delay = pollDelaysSeconds[polls]
  return delay === undefined ? null : delay * 1000
}
