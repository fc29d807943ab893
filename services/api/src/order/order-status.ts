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

export type StatusCause =
  | 'payByCard'
  | 'bankPaid'
  | 'delayPassed'
  | 'certifyApproved'
  | 'certifyRefused'
  | 'certifyReferral'
  | 'requestCard'
  | 'cancelOrder'

const S = OrderStatus

/** The life of an order: from → cause → to. What is not here does not happen. */
const TABLE: Record<OrderStatus, Partial<Record<StatusCause, OrderStatus>>> = {
  [S.PENDING_PAYMENT]: {
    payByCard: S.AWAITING_CERTIFICATION,
    bankPaid: S.PAID,
    delayPassed: S.EXPIRED,
    cancelOrder: S.CANCELLED,
  },
  [S.PAYMENT_REFUSED]: {
    payByCard: S.AWAITING_CERTIFICATION,
    bankPaid: S.PAID,
    delayPassed: S.EXPIRED,
    cancelOrder: S.CANCELLED,
  },
  [S.AWAITING_CERTIFICATION]: {
    certifyApproved: S.PAID,
    certifyRefused: S.PAYMENT_REFUSED,
    certifyReferral: S.AWAITING_CERTIFICATION,
    bankPaid: S.PAID,
    requestCard: S.PENDING_PAYMENT,
    cancelOrder: S.CANCELLED,
  },
  [S.EXPIRED]: { bankPaid: S.PAID },
  [S.PAID]: {},
  [S.CANCELLED]: {},
}

/** Where `cause` leads from `from`, or null where it leads nowhere. */
export const nextStatus = (from: OrderStatus, cause: StatusCause): OrderStatus | null =>
  TABLE[from][cause] ?? null

export const isPayable = (status: OrderStatus): boolean => nextStatus(status, 'payByCard') !== null
