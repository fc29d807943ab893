import type { Language } from '../kernel/errors.ts'
import type { ConfirmedOrder } from '../order/mails/load-confirmed-order.ts'
import { FulfillmentStatus, OrderStatus } from '../order/order-status.ts'
import { priceForDestination } from '../order/price-for-destination.ts'
import type { Shop } from '../shop/shop.ts'
import { legalMention } from '../tax/legal-mention.ts'
import { TaxCategory } from '../tax/tax-category.ts'

const TEXTS: Record<
  Language,
  { firstName: string; products: [string, string]; variant: string; discount: string; method: string }
> = {
  en: {
    firstName: 'Camille',
    products: ['Sample product', 'Another product'],
    variant: 'Standard',
    discount: 'Sample discount',
    method: 'Home delivery',
  },
  fr: {
    firstName: 'Camille',
    products: ['Article d’exemple', 'Autre article'],
    variant: 'Standard',
    discount: 'Remise d’exemple',
    method: 'Livraison à domicile',
  },
}

/** Shown in place of an order code in previews and test mails. */
export const SAMPLE_CODE: Record<Language, string> = { en: 'SAMPLE', fr: 'EXEMPLE' }

/** An order that nobody placed, priced as one of today in the shop’s currency and with its VAT. */
export function sampleOrder(shop: Shop, language: Language): ConfirmedOrder {
  const texts = TEXTS[language]
  const [first, second] = ['sample-line-1', 'sample-line-2']
  const quantities = [2, 1]
  const priced = priceForDestination(shop, {
    lines: [
      { id: first, unitPrice: 1990, quantity: 2, taxCategory: TaxCategory.STANDARD },
      { id: second, unitPrice: 3500, quantity: 1, taxCategory: TaxCategory.STANDARD },
    ],
    discounts: [
      {
        id: 'sample-discount',
        label: texts.discount,
        kind: 'PERCENTAGE',
        basisPoints: 1000,
        lineIds: [second],
      },
    ],
    shipping: { price: 490, taxCategory: TaxCategory.STANDARD },
    isPickup: false,
    countryCode: shop.country,
    postalCode: '',
    vatNumberCountry: null,
  })
  if (!priced) throw new Error('The sample order exceeds the largest amount')
  const now = new Date()
  const address = {
    firstName: texts.firstName,
    lastName: 'Martin',
    line1: '1 rue de la Paix',
    postalCode: '75002',
    city: 'Paris',
    countryCode: shop.country,
  }
  return {
    shopId: shop.id,
    id: shop.id,
    code: SAMPLE_CODE[language],
    status: OrderStatus.PENDING_PAYMENT,
    statusSince: now,
    fulfillment: FulfillmentStatus.UNFULFILLED,
    isPartlyShipped: false,
    hasNothingToShip: false,
    isPickup: false,
    channel: 'WEB',
    placedAt: now,
    visitor: '',
    idempotencyKey: shop.id,
    inputHash: Buffer.alloc(0),
    cartVersion: '',
    language,
    email: '',
    currency: shop.currency,
    billingAddress: address,
    shippingAddress: address,
    shippingMethodName: texts.method,
    subtotal: priced.subtotal,
    shippingTotal: priced.shippingTotal,
    taxTotal: priced.taxTotal,
    total: priced.total,
    taxes: priced.taxes,
    shippingDiscounts: [],
    taxExemption: priced.exemption,
    legalMention: priced.exemption && legalMention(shop.tax, priced.exemption, priced.territory, language),
    isDistanceSale: priced.isDistanceSale,
    lines: priced.lines.map((line, index) => ({
      ...line,
      productName: texts.products[index] ?? '',
      variantName: texts.variant,
      sku: '',
      quantity: quantities[index] ?? 1,
    })),
    termsText: null,
    withdrawalText: null,
  }
}
