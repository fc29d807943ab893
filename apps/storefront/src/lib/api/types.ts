// What the storefront asks of the API's public schema; names as in the schema.
import type { CardBrand } from '@triclic/card-core'

export type { CardBrand }
export type PaymentMode = 'CARD' | 'BANK'
export type OrderStatus =
  'PENDING_PAYMENT' | 'AWAITING_CERTIFICATION' | 'PAID' | 'PAYMENT_REFUSED' | 'CANCELLED' | 'EXPIRED'
export type FulfillmentStatus = 'UNFULFILLED' | 'SHIPPED' | 'DELIVERED'
export type ProductSort = 'NAME' | 'PRICE_ASC' | 'PRICE_DESC' | 'NEWEST'
export type ApiErrorCode =
  | 'SHOP_NOT_FOUND'
  | 'FORBIDDEN_ORIGIN'
  | 'BAD_USER_INPUT'
  | 'RATE_LIMITED'
  | 'QUERY_TOO_COMPLEX'
  | 'INSECURE_TRANSPORT'
  | 'SERVICE_UNAVAILABLE'
  | 'INTERNAL_SERVER_ERROR'

/** Minor units of an ISO 4217 currency, tax included. */
export interface Money {
  amount: number
  currency: string
}
export interface UserError {
  code: string
  message: string
  field: string[] | null
}
export interface Shop {
  name: string
  slug: string
  currency: string
  locale: string
  country: string
  timeZone: string
  paymentModes: PaymentMode[]
  cardBrands: CardBrand[]
  banks: { id: string; name: string }[]
}
export interface ProductCard {
  id: string
  slug: string
  name: string
  imageUrl: string | null
  priceRange: { min: Money; max: Money }
  variants: { id: string; availableQuantity: number }[]
}
export interface Variant {
  id: string
  sku: string
  name: string
  price: Money
  availableQuantity: number
}
export interface Product {
  id: string
  slug: string
  name: string
  description: string
  imageUrl: string | null
  variants: Variant[]
}
export interface ProductPage {
  nodes: ProductCard[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
  totalCount: number
}
export interface Collection {
  id: string
  slug: string
  name: string
}
export interface CartLine {
  id: string
  quantity: number
  unitPrice: Money
  total: Money
  variant: Variant & { product: { slug: string; name: string; imageUrl: string | null } }
}
export interface Cart {
  id: string
  lines: CartLine[]
  totalQuantity: number
  subtotal: Money
}
export interface CartTotals {
  subtotal: Money
  shippingTotal: Money
  taxTotal: Money
  total: Money
}
export interface ShippingMethod {
  id: string
  name: string
  price: Money
  description: string | null
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
export interface Payment {
  mode: PaymentMode
  amount: Money
  cardBrand: CardBrand | null
  bankName: string | null
  paidAt: string | null
}
/** The newest trip to the bank. */
export interface BankAttempt {
  status: 'OPEN' | 'PENDING' | 'PAID' | 'REFUSED' | 'CANCELLED' | 'EXPIRED' | 'RESCUE'
}
export interface Order extends CartTotals {
  bankAttempt: BankAttempt | null
  code: string
  status: OrderStatus
  fulfillment: FulfillmentStatus
  placedAt: string
  email: string
  billingAddress: Address
  shippingAddress: Address
  lines: OrderLine[]
  shippingMethod: { name: string; description: string | null } | null
  payment: Payment | null
}
export interface BankRedirect {
  method: 'GET' | 'POST'
  url: string
  fields: { name: string; value: string }[]
}
