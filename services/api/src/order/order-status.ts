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
registerEnumType(OrderStatus, {
  name: 'OrderStatus',
  description: 'Whether an order is paid.',
  valuesConfig: {
    AWAITING_CERTIFICATION: {
      description: 'The card was taken; the merchant has to certify the payment with its bank.',
    },
    CANCELLED: {
      description:
        'By the shop, or because the buyer withdrew from all of it before it was paid; the stock was given back.',
    },
    EXPIRED: { description: 'It was not paid in time; the stock was given back.' },
    PAID: { description: 'The shop has the money, or its bank has promised it.' },
    PAYMENT_REFUSED: { description: 'The bank of the merchant refused the card; the buyer may pay again.' },
    PENDING_PAYMENT: { description: 'Placed, and nothing is paid.' },
  },
})
registerEnumType(FulfillmentStatus, {
  name: 'FulfillmentStatus',
  description: 'How far an order is on its way to the buyer, whether or not it is paid.',
  valuesConfig: {
    DELIVERED: { description: 'The buyer has received or collected everything.' },
    SHIPPED: { description: 'Everything has left the shop, or waits there to be collected.' },
    UNFULFILLED: { description: 'Something has not left the shop yet: see also `isPartlyShipped`.' },
  },
})

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
