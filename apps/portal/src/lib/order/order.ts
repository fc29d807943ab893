/** Orders as the merchant API gives them: the fields that the portal asks for. Times are RFC 3339, UTC. */

export const orderStatuses = [
  'AWAITING_CERTIFICATION',
  'PENDING_PAYMENT',
  'PAID',
  'PAYMENT_REFUSED',
  'CANCELLED',
  'EXPIRED',
] as const
export type OrderStatus = (typeof orderStatuses)[number]
export type Fulfillment = 'UNFULFILLED' | 'SHIPPED' | 'DELIVERED'
export type CardBrand = 'VISA' | 'MASTERCARD' | 'AMERICAN_EXPRESS' | 'DINERS_CLUB'
export type CertificationOutcome = 'APPROVED' | 'REFUSED' | 'REFERRAL'
export type MailKind =
  | 'CARD_FRAGMENT'
  | 'ORDER_CONFIRMATION'
  | 'PAYMENT_CONFIRMATION'
  | 'PAYMENT_NOTICE'
  | 'PAYMENT_REFUSED'
  | 'CARD_REQUEST'
  | 'PAYMENT_REMINDER'
export type MailStatus = 'QUEUED' | 'SENT' | 'FAILED' | 'SKIPPED'
export type BankPaymentStatus = 'OPEN' | 'PENDING' | 'PAID' | 'REFUSED' | 'CANCELLED' | 'EXPIRED' | 'RESCUE'

/** Minor units (cents) and ISO 4217. */
export interface Money {
  amount: number
  currency: string
}
export interface Address {
  firstName: string
  lastName: string
  company: string | null
  line1: string
  line2: string | null
  postalCode: string
  city: string
  region: string | null
  countryCode: string
  phone: string | null
}
export interface OrderLine {
  productName: string
  variantName: string
  sku: string
  quantity: number
  unitPrice: Money
  total: Money
}
export interface Certification {
  outcome: CertificationOutcome
  amount: Money
  authorizationNumber: string | null
  bankReference: string | null
  certifiedAt: string
  certifiedBy: { name: string }
  note: string | null
}
export interface CardPayment {
  id: string
  takenAt: string
  mark: string
  brand: CardBrand
  firstSix: string
  numberLength: number
  expiryMonth: number | null
  expiryYear: number | null
  revealable: boolean
  certification: Certification | null
  certifications: Certification[]
}
export interface BankPayment {
  id: string
  reference: string
  bank: string
  status: BankPaymentStatus
  amount: Money
  authorizationNumber: string | null
  bankTransactionId: string | null
  updatedAt: string
}
export interface Mail {
  id: string
  kind: MailKind
  to: string
  status: MailStatus
  sentAt: string | null
  lastError: string | null
  attempts: number
  /** The fingerprint of the OpenPGP key that it was encrypted to, if it was. */
  encryptedTo: string | null
}
export interface OrderEvent {
  at: string
  kind: string
  by: string
  message: string
}
export interface Order {
  id: string
  code: string
  status: OrderStatus
  fulfillment: Fulfillment
  placedAt: string
  email: string
  billingAddress: Address
  shippingAddress: Address
  note: string | null
  lines: OrderLine[]
  subtotal: Money
  shippingTotal: Money
  taxTotal: Money
  total: Money
  cardPayments: CardPayment[]
  bankPayments: BankPayment[]
  /** Money that this order could not take, newest first. */
  rescues: { closedAt: string | null; bankPaymentId: string | null }[]
  mails: Mail[]
  timeline: OrderEvent[]
}
/** An order as a row of the list. */
export interface OrderRow {
  code: string
  status: OrderStatus
  fulfillment: Fulfillment
  placedAt: string
  email: string
  billingAddress: Pick<Address, 'firstName' | 'lastName' | 'company'>
  total: Money
  cardPayment: Pick<CardPayment, 'brand' | 'mark'> | null
  bankPayments: Pick<BankPayment, 'bank' | 'status'>[]
  rescues: { closedAt: string | null }[]
}
