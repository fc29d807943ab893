import { excludesWithdrawal } from '../catalog/withdrawal-exemption.ts'
import { OrderStatus } from '../order/order-status.ts'
import type { Order } from '../order/order.entity.ts'
import type { Shop } from '../shop/shop.ts'
import type { OrderedItem, WithdrawalFacts } from './load-withdrawals.ts'
import { endOfPeriod } from './withdrawal-period.ts'

/** Whether the buyer of an order can withdraw from it, or why not. */
export const WITHDRAWAL_STATES = [
  'AVAILABLE',
  'NOTHING_LEFT',
  'PERIOD_OVER',
  'BUSINESS_BUYER',
  'ORDER_ENDED',
] as const
export type WithdrawalState = (typeof WITHDRAWAL_STATES)[number]

/** What decides on the right of withdrawal of an order. */
export type WithdrawableOrder = Pick<Order, 'status'> & { vatNumber?: string | null }

/** The last moment to withdraw; null while the order was not delivered. */
export const endOfRight = (
  { deliveredAt }: WithdrawalFacts,
  shop: Pick<Shop, 'country' | 'timeZone'>,
): Date | null => deliveredAt && endOfPeriod(deliveredAt, shop)

/** How many of a line the buyer can still withdraw from, within the period. */
export const remainingOf = ({ quantity, withdrawn, exemption }: OrderedItem): number =>
  excludesWithdrawal(exemption) ? 0 : quantity - withdrawn

/** A buyer who gave a VAT number is a business, which has no right of withdrawal (docs/decisions/0082). */
export function withdrawalState(
  order: WithdrawableOrder,
  facts: WithdrawalFacts,
  shop: Pick<Shop, 'country' | 'timeZone'>,
  now = new Date(),
): WithdrawalState {
  if (order.vatNumber) return 'BUSINESS_BUYER'
  if (order.status === OrderStatus.CANCELLED || order.status === OrderStatus.EXPIRED) return 'ORDER_ENDED'
  if (facts.items.every((item) => remainingOf(item) === 0)) return 'NOTHING_LEFT'
  const end = endOfRight(facts, shop)
  return end && end < now ? 'PERIOD_OVER' : 'AVAILABLE'
}
