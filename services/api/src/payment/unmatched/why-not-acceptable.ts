import type { MerchantErrorCode } from '@triclic/error-codes'
import { nextStatus, OrderStatus } from '../../order/order-status.ts'
import type { Order } from '../../order/order.entity.ts'
import type { UnmatchedPayment } from './unmatched-payment.entity.ts'

/**
 * Error code with which accepting this payment for its order would be rejected, or null if it may succeed. Does not check
 * whether the stock of an EXPIRED order can be reserved again.
 */
export function whyNotAcceptable(
  unmatchedPayment: Pick<UnmatchedPayment, 'amount' | 'currency' | 'closedAt'>,
  order: Pick<Order, 'status' | 'currency' | 'erasedAt'> | null,
): MerchantErrorCode | null {
  if (unmatchedPayment.closedAt) return 'UNMATCHED_PAYMENT_CLOSED'
  if (!order) return 'UNMATCHED_PAYMENT_WITHOUT_ORDER'
  if (order.status === OrderStatus.PAID) return 'ORDER_ALREADY_PAID'
  if (!nextStatus(order.status, 'bankPaid') || order.erasedAt) return 'ORDER_CANCELLED'
  if (unmatchedPayment.currency !== order.currency) return 'UNMATCHED_PAYMENT_OTHER_CURRENCY'
  return unmatchedPayment.amount ? null : 'UNMATCHED_PAYMENT_AMOUNT_UNKNOWN'
}
