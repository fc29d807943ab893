import { registerEnumType } from 'type-graphql'

export enum OrderStatus {
  PENDING_PAYMENT = 'PENDING_PAYMENT',
  AWAITING_CERTIFICATION = 'AWAITING_CERTIFICATION',
  PAID = 'PAID',
  PAYMENT_REFUSED = 'PAYMENT_REFUSED',
  CANCELLED = 'CANCELLED',
  EXPIRED = 'EXPIRED',
}
export enum FulfillmentStatus {
  UNFULFILLED = 'UNFULFILLED',
  SHIPPED = 'SHIPPED',
  DELIVERED = 'DELIVERED',
}
registerEnumType(OrderStatus, { name: 'OrderStatus' })
registerEnumType(FulfillmentStatus, { name: 'FulfillmentStatus' })

/** What can change the status of an order. */
export type StatusCause =
  | 'payByCard'
  | 'bankPaid'
  | 'paymentOverdue'
  | 'certifyApproved'
  | 'certifyRefused'
  | 'certifyReferral'
  | 'requestCard'
  | 'requestBankPayment'
  | 'payManually'
  | 'receiptRecorded'
  | 'receiptUndone'
  | 'cancelOrder'

const S = OrderStatus

/** All status transitions: from → cause → to. Any other is rejected. */
const TRANSITIONS: Record<OrderStatus, Partial<Record<StatusCause, OrderStatus>>> = {
  [S.PENDING_PAYMENT]: {
    payByCard: S.AWAITING_CERTIFICATION,
    bankPaid: S.PAID,
    receiptRecorded: S.PAID,
    payManually: S.PENDING_PAYMENT,
    requestBankPayment: S.PENDING_PAYMENT,
    paymentOverdue: S.EXPIRED,
    cancelOrder: S.CANCELLED,
  },
  [S.PAYMENT_REFUSED]: {
    payByCard: S.AWAITING_CERTIFICATION,
    bankPaid: S.PAID,
    receiptRecorded: S.PAID,
    payManually: S.PENDING_PAYMENT,
    requestBankPayment: S.PENDING_PAYMENT,
    paymentOverdue: S.EXPIRED,
    cancelOrder: S.CANCELLED,
  },
  [S.AWAITING_CERTIFICATION]: {
    certifyApproved: S.PAID,
    certifyRefused: S.PAYMENT_REFUSED,
    certifyReferral: S.AWAITING_CERTIFICATION,
    bankPaid: S.PAID,
    receiptRecorded: S.PAID,
    requestCard: S.PENDING_PAYMENT,
    requestBankPayment: S.PENDING_PAYMENT,
    cancelOrder: S.CANCELLED,
  },
  [S.EXPIRED]: { bankPaid: S.PAID, receiptRecorded: S.PAID },
  // Only a receipt that was recorded by mistake; a refund never changes the status.
  [S.PAID]: { receiptUndone: S.PENDING_PAYMENT },
  [S.CANCELLED]: {},
}

/** The status that follows `from` by `cause`; null when that transition is not allowed. */
export const nextStatus = (from: OrderStatus, cause: StatusCause): OrderStatus | null =>
  TRANSITIONS[from][cause] ?? null

/** The statuses from which `cause` leads to `to`. */
export const statusesBefore = (cause: StatusCause, to: OrderStatus): OrderStatus[] =>
  Object.values(OrderStatus).filter((from) => nextStatus(from, cause) === to)

/** Whether the buyer can pay the order in this status. */
export const isPayable = (status: OrderStatus): boolean => nextStatus(status, 'payByCard') !== null
