import type { FulfillmentStatus, OrderStatus } from '#lib/api/types.ts'

export type StepState = 'done' | 'now' | 'later' | 'failed'
export type StepName = 'placed' | 'payment' | 'confirmed' | 'shipped'

/** An order that can still be paid. */
export function isPayable(status: OrderStatus): boolean {
  return status === 'PENDING_PAYMENT' || status === 'PAYMENT_REFUSED'
}

const paymentSteps: Record<OrderStatus, [payment: StepState, confirmed: StepState]> = {
  PENDING_PAYMENT: ['now', 'later'],
  PAYMENT_REFUSED: ['failed', 'later'],
  AWAITING_CERTIFICATION: ['done', 'now'],
  PAID: ['done', 'done'],
  CANCELLED: ['failed', 'later'],
  EXPIRED: ['failed', 'later'],
}

/** How far an order is, step by step. */
export function orderSteps(order: {
  status: OrderStatus
  fulfillment: FulfillmentStatus
}): { name: StepName; state: StepState }[] {
  const [payment, confirmed] = paymentSteps[order.status]
  const waits = order.status === 'PAID' ? 'now' : 'later'
  const shipped = order.fulfillment === 'UNFULFILLED' ? waits : 'done'
  return [
    { name: 'placed', state: 'done' },
    { name: 'payment', state: payment },
    { name: 'confirmed', state: confirmed },
    { name: 'shipped', state: shipped },
  ]
}
