import type { ProblemCode } from '../../kernel/errors.ts'
import { nextStatus, OrderStatus } from '../../order/order-status.ts'
import type { Order } from '../../order/order.entity.ts'
import type { Rescue } from './unmatched-payment.entity.ts'

/**
 * Why this money can't be accepted for its order, or null where the table of states lets it. Whether the stock of an
 * EXPIRED order can be taken again shows only when it is tried.
 */
export function judgeAcceptance(
  rescue: Pick<Rescue, 'amount' | 'currency' | 'closedAt'>,
  order: Pick<Order, 'status' | 'currency'> | null,
): ProblemCode | null {
  if (rescue.closedAt) return 'RESCUE_CLOSED'
  if (!order) return 'RESCUE_WITHOUT_ORDER'
  if (order.status === OrderStatus.PAID) return 'ORDER_ALREADY_PAID'
  if (!nextStatus(order.status, 'bankPaid')) return 'ORDER_CANCELLED'
  if (rescue.currency !== order.currency) return 'RESCUE_OTHER_CURRENCY'
  return rescue.amount ? null : 'RESCUE_AMOUNT_UNKNOWN'
}
