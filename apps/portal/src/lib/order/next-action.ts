import type { Permission } from '../member/member.ts'
import { m } from '../paraglide/messages.js'
import type { Order } from './order.documents.ts'

/** What a member does next with an order. */
export type NextAction = 'RECORD_REFUND' | 'CERTIFY' | 'RECORD_RECEIPT' | 'SHIP' | 'SET_ASIDE' | 'HAND_OVER'

/** What it is called, and the place on the order page where it is done. */
export const nextActions: Record<NextAction, { text: () => string; place: string }> = {
  RECORD_REFUND: { text: m.next_record_refund, place: 'refunds' },
  CERTIFY: { text: m.next_certify, place: 'certify' },
  RECORD_RECEIPT: { text: m.next_record_receipt, place: 'receipts' },
  SHIP: { text: m.next_ship, place: 'ship' },
  SET_ASIDE: { text: m.next_set_aside, place: 'ship' },
  HAND_OVER: { text: m.next_hand_over, place: 'parcels' },
}

type Facts = Pick<
  Order,
  | 'status'
  | 'fulfillment'
  | 'isPickup'
  | 'cardPayments'
  | 'manualPayment'
  | 'hasNothingToShip'
  | 'refundable'
  | 'unmatchedPayments'
  | 'withdrawal'
>

/** The one thing to do next; null when the order waits for somebody else, or the member may not do it. */
export function nextActionOf(order: Facts, may: (permission: Permission) => boolean): NextAction | null {
  // A payment that the order could not take, and a withdrawal, have a notice of their own, and come before everything.
  if (order.unmatchedPayments.some(({ closedAt }) => !closedAt)) return null
  if (order.withdrawal.withdrawals.some(({ status }) => status === 'OPEN')) return null
  if (order.refundable.announced.amount > 0) return may('PAYMENT_REFUND') ? 'RECORD_REFUND' : null
  if (order.status === 'AWAITING_CERTIFICATION') {
    const isToCertify = order.cardPayments.some(({ certification }) => !certification)
    return isToCertify && may('PAYMENT_CERTIFY') ? 'CERTIFY' : null
  }
  const isWaiting = order.status === 'PENDING_PAYMENT' || order.status === 'PAYMENT_REFUSED'
  if (isWaiting) return order.manualPayment && may('PAYMENT_CERTIFY') ? 'RECORD_RECEIPT' : null
  if (!may('ORDER_FULFILL')) return null
  if (order.status === 'PAID' && order.fulfillment === 'UNFULFILLED' && !order.hasNothingToShip)
    return order.isPickup ? 'SET_ASIDE' : 'SHIP'
  return order.isPickup && order.fulfillment === 'SHIPPED' ? 'HAND_OVER' : null
}
