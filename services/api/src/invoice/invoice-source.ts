import type { Language } from '../kernel/errors.ts'
import type { OrderLine } from '../order/order-line.entity.ts'
import type { Order } from '../order/order.entity.ts'
import type { BusinessIdentity } from '../shop/business/business-identity.ts'
import type { Shop } from '../shop/shop.ts'

/** What the documents of an order are made of. */
export interface InvoiceSource {
  shop: Pick<Shop, 'name' | 'timeZone' | 'contactEmail' | 'accentColor' | 'tax'>
  business: BusinessIdentity
  vatOnDebits: boolean
  order: Pick<
    Order,
    | 'code'
    | 'placedAt'
    | 'language'
    | 'email'
    | 'billingAddress'
    | 'shippingAddress'
    | 'shippingMethodName'
    | 'currency'
    | 'shippingTotal'
    | 'total'
    | 'taxes'
    | 'taxExemption'
    | 'taxTerritory'
    | 'legalMention'
    | 'vatNumber'
  >
  /** In the order of the cart. */
  lines: readonly OrderedItem[]
  language: Language
}

export type OrderedItem = Pick<
  OrderLine,
  | 'id'
  | 'productName'
  | 'variantName'
  | 'sku'
  | 'quantity'
  | 'unitPrice'
  | 'taxBasisPoints'
  | 'discounts'
  | 'total'
>
