import { refuse } from '../kernel/errors.ts'
import { isPayable, OrderStatus } from '../order/order-status.ts'

/** @throws PAYMENT_IN_PROGRESS while a card awaits certification, ORDER_NOT_PAYABLE where no payment is wanted. */
export function demandPayable(status: OrderStatus): void {
  if (status === OrderStatus.AWAITING_CERTIFICATION) refuse('PAYMENT_IN_PROGRESS')
  if (!isPayable(status)) refuse('ORDER_NOT_PAYABLE')
}
