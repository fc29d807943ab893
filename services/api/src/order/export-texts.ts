import type { Language } from '../kernel/errors.ts'
import { FulfillmentStatus as F, OrderStatus as S } from './order-status.ts'

/** The columns of an export of orders, in this order, with their headers. */
export const COLUMNS = {
  code: { en: 'Order', fr: 'Commande' },
  placedAt: { en: 'Placed', fr: 'Passée le' },
  status: { en: 'Status', fr: 'Statut' },
  fulfillment: { en: 'Shipping', fr: 'Expédition' },
  name: { en: 'Name', fr: 'Nom' },
  company: { en: 'Company', fr: 'Société' },
  email: { en: 'Email', fr: 'E-mail' },
  phone: { en: 'Telephone', fr: 'Téléphone' },
  address: { en: 'Delivery address', fr: 'Adresse de livraison' },
  postalCode: { en: 'Postcode', fr: 'Code postal' },
  city: { en: 'Town', fr: 'Ville' },
  country: { en: 'Country', fr: 'Pays' },
  shippingMethod: { en: 'Delivery method', fr: 'Mode de livraison' },
  payment: { en: 'Payment', fr: 'Paiement' },
  subtotal: { en: 'Subtotal', fr: 'Sous-total' },
  shippingTotal: { en: 'Delivery', fr: 'Livraison' },
  taxTotal: { en: 'VAT included', fr: 'Dont TVA' },
  total: { en: 'Total', fr: 'Total' },
  currency: { en: 'Currency', fr: 'Devise' },
} as const satisfies Record<string, Record<Language, string>>

export type Column = keyof typeof COLUMNS

/** Left out for members who may not know who a buyer is. */
export const BUYER_COLUMNS: ReadonlySet<Column> = new Set<Column>([
  'name',
  'company',
  'email',
  'phone',
  'address',
  'postalCode',
  'city',
])

export const STATUS_TEXTS: Record<S, Record<Language, string>> = {
  [S.AWAITING_CERTIFICATION]: { en: 'To certify', fr: 'À certifier' },
  [S.PENDING_PAYMENT]: { en: 'Awaiting payment', fr: 'En attente de paiement' },
  [S.PAID]: { en: 'Paid', fr: 'Payée' },
  [S.PAYMENT_REFUSED]: { en: 'Payment declined', fr: 'Paiement refusé' },
  [S.CANCELLED]: { en: 'Cancelled', fr: 'Annulée' },
  [S.EXPIRED]: { en: 'Expired', fr: 'Expirée' },
}

export const FULFILLMENT_TEXTS: Record<F, Record<Language, string>> = {
  [F.UNFULFILLED]: { en: 'Not shipped', fr: 'Non expédiée' },
  [F.SHIPPED]: { en: 'Shipped', fr: 'Expédiée' },
  [F.DELIVERED]: { en: 'Delivered', fr: 'Livrée' },
}

/** Of an order that was refunded before it was shipped. */
export const NOTHING_TO_SHIP_TEXT: Record<Language, string> = { en: 'Nothing to ship', fr: 'Rien à expédier' }

/** As they write themselves. */
export const BRAND_NAMES: Readonly<Record<string, string>> = {
  VISA: 'Visa',
  MASTERCARD: 'Mastercard',
  AMERICAN_EXPRESS: 'American Express',
  DINERS_CLUB: 'Diners Club',
}
