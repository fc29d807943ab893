import type { BankAttempt, FulfillmentStatus, OrderStatus } from '#lib/api/types.ts'

export interface Standing {
  status: OrderStatus
  fulfillment: FulfillmentStatus
  bankAttempt?: BankAttempt | null
}

/** What its buyer is told of an order: its status, or that a bank's money waits beside it for the shop to decide. */
export type ShownStatus = OrderStatus | 'STRANDED'

/** An order whose bank refused is still to be paid; its buyer is told of the refusal. */
export function shownStatus({ status, bankAttempt }: Standing): ShownStatus {
  const isOver = status === 'PAID' || status === 'CANCELLED'
  if (bankAttempt?.status === 'RESCUE' && !isOver) return 'STRANDED'
  return status === 'PENDING_PAYMENT' && bankAttempt?.status === 'REFUSED' ? 'PAYMENT_REFUSED' : status
}
