import { OrderStatus } from '../order/order-status.ts'
import type { StoredWithdrawal } from './load-withdrawals.ts'

/** What became of a declaration of withdrawal. */
export const WITHDRAWAL_STATUSES = ['OPEN', 'REFUNDED', 'CLOSED', 'NOTHING_PAID'] as const
export type WithdrawalStatus = (typeof WITHDRAWAL_STATUSES)[number]

/** SQL: whether the withdrawal `t` waits for a refund. Of an order that was cancelled or has expired, nothing is to refund. */
export const IS_OPEN = `(t.settled_at is null and exists (
  select from "order" o where o.shop_id = t.shop_id and o.id = t.order_id and o.status not in ('CANCELLED', 'EXPIRED')))`

/** The status of a withdrawal that was loaded; OPEN under the same condition as IS_OPEN in SQL. */
export function withdrawalStatus({
  settledAt,
  closeReason,
  orderStatus,
}: Pick<StoredWithdrawal, 'settledAt' | 'closeReason' | 'orderStatus'>): WithdrawalStatus {
  if (settledAt) return closeReason === null ? 'REFUNDED' : 'CLOSED'
  return orderStatus === OrderStatus.CANCELLED || orderStatus === OrderStatus.EXPIRED
    ? 'NOTHING_PAID'
    : 'OPEN'
}
