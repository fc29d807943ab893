import type { Permission } from '../kernel/permissions.ts'
import type { OrderFilter } from '../order/order-filter.type.ts'
import { FulfillmentStatus, OrderStatus } from '../order/order-status.ts'

/** Kinds of work that may wait in a shop, the most urgent first. */
export const OPEN_TASKS = [
  'CERTIFY_PAYMENTS',
  'CHECK_LATER_NEWS',
  'RESOLVE_UNMATCHED_PAYMENTS',
  'SETTLE_WITHDRAWALS',
  'RESEND_FAILED_MAILS',
  'LOOK_UP_BANK_PAYMENTS',
  'SHIP_ORDERS',
  'REFILL_STOCK',
  'REPLACE_API_KEYS',
] as const

export type OpenTaskKind = (typeof OPEN_TASKS)[number]

/** Counting more than this tells a merchant nothing. */
export const MAX_OPEN_TASKS = 1_000

/** What failed longer ago has been settled with the buyer, and would otherwise be shown for ever. */
const RECENT_MS = 30 * 86_400_000

/** The permission to do what waits; without it, the member is not told. */
export const PERMISSION_OF_TASK: Record<OpenTaskKind, Permission> = {
  CERTIFY_PAYMENTS: 'payment.certify',
  CHECK_LATER_NEWS: 'order.fulfill',
  RESOLVE_UNMATCHED_PAYMENTS: 'unmatched_payment.resolve',
  SETTLE_WITHDRAWALS: 'payment.refund',
  RESEND_FAILED_MAILS: 'mail.resend',
  LOOK_UP_BANK_PAYMENTS: 'unmatched_payment.resolve',
  SHIP_ORDERS: 'order.fulfill',
  REFILL_STOCK: 'stock.write',
  REPLACE_API_KEYS: 'api_key.manage',
}

const TO_SHIP = {
  status: [OrderStatus.PAID],
  fulfillment: [FulfillmentStatus.UNFULFILLED],
  hasNothingToShip: false,
}

/** The filters of the order list that find what waits. */
export const filtersOfTasks = (
  now: Date,
): Record<
  Exclude<
    OpenTaskKind,
    'RESOLVE_UNMATCHED_PAYMENTS' | 'SETTLE_WITHDRAWALS' | 'REFILL_STOCK' | 'REPLACE_API_KEYS'
  >,
  Omit<OrderFilter, 'search'>
> => {
  const placedFrom = new Date(now.getTime() - RECENT_MS)
  return {
    CERTIFY_PAYMENTS: { status: [OrderStatus.AWAITING_CERTIFICATION] },
    CHECK_LATER_NEWS: { ...TO_SHIP, hasLaterNews: true },
    RESEND_FAILED_MAILS: { hasFailedMail: true, placedFrom },
    LOOK_UP_BANK_PAYMENTS: { unansweredByBank: true, placedFrom },
    SHIP_ORDERS: TO_SHIP,
  }
}
