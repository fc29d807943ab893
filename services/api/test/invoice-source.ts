import { buildInvoice } from '../src/invoice/build-invoice.ts'
import type { InvoiceData } from '../src/invoice/invoice-data.ts'
import type { InvoiceSource, OrderedItem } from '../src/invoice/invoice-source.ts'
import type { Address } from '../src/order/address.type.ts'
import type { DiscountToApply } from '../src/pricing/apply-discounts.ts'
import { priceLines } from '../src/pricing/price-lines.ts'
import type { ShippingToPrice } from '../src/pricing/price-shipping.ts'
import type { BusinessIdentity } from '../src/shop/business/business-identity.ts'
import type { TaxExemption } from '../src/tax/tax-of-destination.ts'
import { TEST_BUSINESS } from './test-business.ts'

/** Rates by tax category, in basis points. */
export const TEST_RATES = { STANDARD: 2000, FOOD: 550, PRESS: 210 }
export type TestCategory = keyof typeof TEST_RATES

export interface TestItem {
  name?: string
  /** Minor units, tax included. */
  unitPrice: number
  quantity: number
  taxCategory: TestCategory
}

export interface SourceOptions {
  items: TestItem[]
  discounts?: DiscountToApply[]
  shipping?: ShippingToPrice<TestCategory> | null
  exemption?: TaxExemption
  /** Of the destination, and of the shop. */
  territory?: string
  home?: string
  language?: 'en' | 'fr'
  billing?: Partial<Address>
  delivery?: Partial<Address>
  vatNumber?: string
  vatOnDebits?: boolean
  business?: Partial<BusinessIdentity>
}

const ADDRESS: Address = {
  firstName: 'Camille',
  lastName: 'Martin',
  company: null,
  line1: '12 rue des Lilas',
  line2: null,
  postalCode: '69002',
  city: 'Lyon',
  region: null,
  countryCode: 'FR',
}

/** What an order is invoiced from, priced as orders are. Its lines have the ids `line-0`, `line-1`… Null if it exceeds the largest amount. */
export function invoiceSource(options: SourceOptions): InvoiceSource | null {
  const { items, discounts = [], exemption = null, language = 'fr' } = options
  const rateOf = (category: TestCategory) => TEST_RATES[category]
  const shipping = options.shipping === undefined ? { price: 690, taxCategory: null } : options.shipping
  const priced = priceLines({
    lines: items.map(({ unitPrice, quantity, taxCategory }, index) => ({
      id: `line-${index}`,
      unitPrice,
      quantity,
      taxCategory,
    })),
    discounts,
    shipping,
    tax: { rateOf: exemption ? () => 0 : rateOf, domesticRateOf: rateOf, priceMode: 'SAME_GROSS' },
  })
  if (!priced) return null
  const lines = priced.lines.map((line, index): OrderedItem => ({
    ...line,
    productName: items[index]?.name ?? 'Bougie parfumée',
    variantName: 'Standard',
    sku: `SKU-${index}`,
    quantity: items[index]?.quantity ?? 1,
  }))
  return {
    shop: {
      name: 'Les Bougies d’Ève',
      timeZone: 'Europe/Paris',
      contactEmail: 'eve@bougies.test',
      accentColor: '#0f766e',
      tax: {
        territory: options.home ?? 'FR',
        isSmallBusiness: false,
        ossSince: null,
        priceMode: 'SAME_GROSS',
        rates: {},
      },
    },
    business: { ...TEST_BUSINESS, ...options.business },
    vatOnDebits: options.vatOnDebits ?? false,
    order: {
      code: 'K7PX2M9Q',
      placedAt: new Date('2026-11-28T10:00:00Z'),
      language,
      email: 'camille@buyers.test',
      billingAddress: { ...ADDRESS, ...options.billing },
      shippingAddress: { ...ADDRESS, ...options.billing, ...options.delivery },
      shippingMethodName: 'Colissimo',
      currency: 'EUR',
      shippingTotal: priced.shippingTotal,
      total: priced.total,
      taxes: priced.taxes,
      taxExemption: exemption,
      taxTerritory: options.territory ?? 'FR',
      legalMention: null,
      vatNumber: options.vatNumber ?? null,
    },
    lines,
    language,
  }
}

/** The invoice of such an order. */
export function testInvoice(
  options: SourceOptions,
  suppliedOn: string | null = null,
  paid?: number,
): { source: InvoiceSource; data: InvoiceData } {
  const source = invoiceSource(options)
  if (!source) throw new Error('The order is too large')
  return {
    source,
    data: buildInvoice(source, { suppliedOn, paidOn: '2026-11-30', paid: paid ?? source.order.total }),
  }
}

const ITEMS: TestItem[] = [
  {
    unitPrice: 1250,
    quantity: 3,
    taxCategory: 'STANDARD',
    name: 'Bougie parfumée à la fleur d’oranger, 180 g',
  },
  { unitPrice: 499, quantity: 7, taxCategory: 'FOOD', name: 'Miel <de> lavande & thym' },
  { unitPrice: 250, quantity: 1, taxCategory: 'PRESS', name: 'Revue « Lumières » 🕯' },
]
const LINE_IDS = ['line-0', 'line-1', 'line-2']

/** Orders that differ in everything that their invoices have to say, by what is special about them. */
export const INVOICE_EXAMPLES: Record<string, SourceOptions & { suppliedOn?: string }> = {
  'several rates': { items: ITEMS },
  discounts: {
    items: ITEMS,
    discounts: [
      { id: 'a', label: 'NOEL10', kind: 'PERCENTAGE', basisPoints: 1000, lineIds: LINE_IDS.slice(0, 2) },
      { id: 'b', label: 'Bienvenue', kind: 'AMOUNT', amount: 500, lineIds: LINE_IDS },
    ],
    delivery: { firstName: 'Ève', line1: '3 place Bellecour' },
    vatOnDebits: true,
  },
  'intra-Community supply': {
    items: ITEMS,
    exemption: 'INTRA_COMMUNITY',
    territory: 'DE',
    vatNumber: 'DE129273398',
    language: 'en',
    billing: { company: 'Kerzen GmbH', postalCode: '10115', city: 'Berlin', countryCode: 'DE' },
    suppliedOn: '2026-11-30',
  },
  'overseas department': {
    items: ITEMS,
    exemption: 'EXPORT',
    territory: 'RE',
    billing: { postalCode: '97400', city: 'Saint-Denis', countryCode: 'RE' },
  },
  export: {
    items: ITEMS,
    exemption: 'EXPORT',
    territory: 'US',
    language: 'en',
    billing: { postalCode: '10001', city: 'New York', region: 'NY', countryCode: 'US' },
  },
  nothing: {
    items: ITEMS,
    shipping: null,
    discounts: [{ id: 'a', label: 'OFFERT', kind: 'PERCENTAGE', basisPoints: 10_000, lineIds: LINE_IDS }],
  },
  'small business': {
    items: ITEMS,
    exemption: 'SMALL_BUSINESS',
    business: { vatNumber: null, legalForm: 'Entrepreneur individuel (EI)', registry: null },
  },
  Guyane: {
    items: ITEMS,
    exemption: 'NOT_APPLIED',
    home: 'GF',
    territory: 'GF',
    business: { vatNumber: null, countryCode: 'GF' },
  },
  'amount that no net price reaches': {
    items: [{ unitPrice: 3, quantity: 1, taxCategory: 'STANDARD' }],
    shipping: null,
  },
}
