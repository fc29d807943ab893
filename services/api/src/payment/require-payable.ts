import { reject } from '../kernel/errors.ts'
import { isPayable, OrderStatus } from '../order/order-status.ts'

/** @throws PAYMENT_IN_PROGRESS while a card awaits certification; ORDER_NOT_PAYABLE in any other status that takes no payment. */
export function requirePayable(status: OrderStatus): void {
  if (status === OrderStatus.AWAITING_CERTIFICATION) reject('PAYMENT_IN_PROGRESS')
  if (!isPayable(status)) reject('ORDER_NOT_PAYABLE')
}
