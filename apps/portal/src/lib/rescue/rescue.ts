import type { Address, Money, OrderStatus } from '../order/order.ts'

/** The rescue list as the merchant API gives it. Times are RFC 3339, UTC. */

export type RescueReason =
  | 'ALREADY_PAID'
  | 'ORDER_CANCELLED'
  | 'OUT_OF_STOCK'
  | 'WRONG_AMOUNT'
  | 'WRONG_CURRENCY'
  | 'UNKNOWN_REFERENCE'
export type RescueStepKind = 'ACCEPTED' | 'REFUNDED' | 'CONTACTED' | 'REOPENED'
export type RefusalReason = 'SIGNATURE' | 'IDENTITY' | 'ENVIRONMENT' | 'SENDER' | 'NO_ACCOUNT' | 'UNREADABLE'

export interface RescueStep {
  kind: RescueStepKind
  at: string
  by: { name: string }
  amount: Money | null
  bankReference: string | null
  note: string | null
}
export interface RescuedOrder {
  code: string
  status: OrderStatus
  email: string
  total: Money
  billingAddress: Pick<Address, 'firstName' | 'lastName' | 'company' | 'phone'>
}
export interface Rescue {
  id: string
  reason: RescueReason
  openedAt: string
  closedAt: string | null
  bank: string | null
  reference: string | null
  bankTransactionId: string | null
  amount: Money | null
  order: RescuedOrder | null
  /** A code of the merchant API; null where it may be tried. */
  notAcceptable: string | null
  steps: RescueStep[]
}
/** A message in a bank's name that was not believed. */
export interface RefusedNotification {
  id: string
  protocol: string
  bank: string | null
  reason: RefusalReason
  receivedAt: string
  fields: { name: string; value: string }[]
}
