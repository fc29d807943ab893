import type { MerchantErrorCode } from '@triclic/error-codes'
import { nextStatus, OrderStatus } from '../../order/order-status.ts'
import type { Order } from '../../order/order.entity.ts'
import type { UnmatchedPayment } from './unmatched-payment.entity.ts'

/**
 * Why this money can't be accepted for its order, or null where the table of states lets it. Whether the stock of an
 * EXPIRED order can be taken again shows only when it is tried.
 */
export function whyNotAcceptable(
  unmatchedPayment: Pick<UnmatchedPayment, 'amount' | 'currency' | 'closedAt'>,
  order: Pick<Order, 'status' | 'currency'> | null,
): MerchantErrorCode | null {
  if (unmatchedPayment.closedAt) return 'UNMATCHED_PAYMENT_CLOSED'
  if (!order) return 'UNMATCHED_PAYMENT_WITHOUT_ORDER'
  if (order.status === OrderStatus.PAID) return 'ORDER_ALREADY_PAID'
  if (!nextStatus(order.status, 'bankPaid')) return 'ORDER_CANCELLED'
  if (unmatchedPayment.currency !== order.currency) return 'UNMATCHED_PAYMENT_OTHER_CURRENCY'
  return unmatchedPayment.amount ? null : 'UNMATCHED_PAYMENT_AMOUNT_UNKNOWN'
}
