import type { Language } from '../kernel/errors.ts'
import type { Address } from '../order/address.type.ts'
import type { BusinessIdentity } from '../shop/business/business-identity.ts'

export const INVOICE_KINDS = ['INVOICE', 'CREDIT_NOTE'] as const
export type InvoiceKind = (typeof INVOICE_KINDS)[number]

/**
 * Codes of UNTDID 5305 that EN 16931 allows (BT-151) and the shop needs: standard rated, zero rated, exempt, export, intra-Community supply, and the
 * taxes of the Canary Islands (L) and of Ceuta and Melilla (M).
 */
export type VatCategory = 'S' | 'Z' | 'E' | 'G' | 'K' | 'L' | 'M'

/** What is taxed alike: amounts in minor units, more than or equal to 0. base + tax is what the buyer pays for it. */
export interface InvoiceTax {
  taxBasisPoints: number
  category: VatCategory
  /** Without tax. */
  base: number
  tax: number
}

/** Amounts in minor units, without tax unless they say otherwise. */
export interface InvoiceLine {
  /** Of the order; null for what belongs to no line of it. */
  orderLineId: string | null
  name: string
  sku: string | null
  quantity: number
  /** Decimal in major units: `8.333`. Times the quantity, rounded to the currency's minor unit, it is `beforeDiscounts`. */
  unitPrice: string
  beforeDiscounts: number
  discounts: { label: string; amount: number }[]
  /** After discounts. */
  net: number
  /** After discounts, tax included: what the buyer paid for it. */
  gross: number
  taxBasisPoints: number
  category: VatCategory
}

/** The delivery, or its part that is taxed at one rate. Amounts in minor units. */
export interface InvoiceCharge {
  name: string
  net: number
  /** Tax included. */
  gross: number
  taxBasisPoints: number
  category: VatCategory
}

/** Everything that an invoice or a credit note says but its number and its date, as it was when it was issued. Never changed once stored. */
export interface InvoiceData {
  /** The version of this shape and of the layout made from it. A document keeps its layout for ever. */
  layout: 1
  kind: InvoiceKind
  language: Language
  /** Whether what the law wants to read in French is also printed in French: the seller is established in France, the buyer reads English. */
  isBilingual: boolean
  currency: string
  /** IANA time zone of the shop, in which dates are written. */
  timeZone: string
  accentColor: string | null
  order: { code: string; placedAt: string }
  seller: Pick<
    BusinessIdentity,
    | 'legalName'
    | 'legalForm'
    | 'registrationNumber'
    | 'registry'
    | 'vatNumber'
    | 'line1'
    | 'line2'
    | 'postalCode'
    | 'city'
    | 'countryCode'
  > & { shopName: string; email: string | null; phone: string | null }
  buyer: { address: Omit<Address, 'phone'>; vatNumber: string | null; email: string }
  /** Null if the goods go to the buyer's address. */
  deliverTo: Omit<Address, 'phone'> | null
  /** ISO date of the delivery or shipment; null while it is not known. */
  suppliedOn: string | null
  /** ISO date of the payment, of the refund, or of the cancellation. */
  paidOn: string
  /** What was received for the order, in minor units. Absent from credit notes, and from invoices of before it was told: their total. */
  paid?: number
  /** Of a credit note: it cancels its invoice, whose payment was recorded by mistake, and no money went back. */
  isCancellation?: boolean
  lines: InvoiceLine[]
  charges: InvoiceCharge[]
  /** By rate, ascending. */
  taxes: InvoiceTax[]
  /** Minor units: net + tax = gross. */
  totals: { net: number; tax: number; gross: number }
  /** Why it carries no VAT; `code` is one of the VATEX list of EN 16931 (BT-121). */
  exemption: { code: string | null; text: string } | null
  /** Sentences that the law wants, in the order in which they are printed. */
  mentions: string[]
  /** The invoice that a credit note corrects; `issuedOn` is an ISO date. */
  corrects: { number: string; issuedOn: string } | null
}

/** An issued document, as it is stored. */
export interface Invoice {
  id: string
  orderId: string
  kind: InvoiceKind
  number: string
  issuedAt: Date
  currency: string
  /** Minor units, tax included; of a credit note too, more than 0. */
  total: number
  taxTotal: number
}
