import type { CardBrand } from '@triclic/card-core'
import type { Language } from '../kernel/errors.ts'
import type { ShopTax } from '../tax/tax-of-destination.ts'
import type { BusinessIdentity } from './business/business-identity.ts'
import type { CardOffer } from './card-offer.ts'
import type { ManualPayments } from './manual-payments.ts'
import type { PublishedPage } from './published-page.ts'

/** Only an active shop is served to buyers. A closed one stays closed, and its members can only read. */
export type ShopStatus = 'ACTIVE' | 'SUSPENDED' | 'CLOSED'

/** The logo of a shop: an uploaded picture (media/picture.ts). */
export interface ShopLogo {
  id: string
  /** Of the largest size, in pixels. */
  width: number
  height: number
  /** Of all sizes, ascending. */
  widths: number[]
}

/** A shop's settings. */
export interface Shop {
  id: string
  slug: string
  name: string
  status: ShopStatus
  /** ISO 4217 code. */
  currency: string
  locale: Language
  /** ISO 3166-1 alpha-2 code. */
  country: string
  /** IANA time zone. */
  timeZone: string
  paymentModes: ('CARD' | 'BANK')[]
  /** To which buyers payment by card is offered, while `paymentModes` contains CARD. */
  cardOffer: Exclude<CardOffer, 'NOBODY'>
  cardBrands: CardBrand[]
  /** Transfers and cheques. Empty where the worker reads the shop. */
  manualPayments: ManualPayments
  /** Recipient of card mails, which contain the last six digits. */
  fragmentTo: string
  /** Public address of the shop, which receives buyers' replies to emails; null means `fragmentTo`. */
  contactEmail: string | null
  /** Key to which card mails are encrypted; null sends them unencrypted. The fingerprint is upper-case hexadecimal. */
  openPgpKey: { armored: string; fingerprint: string } | null
  /** Whether cards are refused without a usable key. */
  openPgpRequired: boolean
  /** Whether cards are shown and certified only in sessions that were opened with a second factor. */
  secondFactorRequired: boolean
  /** Whether the portal lets members copy a card number, its expiry and the amount. */
  cardCopyAllowed: boolean
  /** The frontend's page for card requests; null means /card of the first origin. */
  cardPageUrl: string | null
  /** The frontend's page to which mails about an order link; null means /order of the first origin. */
  orderPageUrl: string | null
  /** An unpaid order expires after this time. */
  orderDelaySeconds: number
  /** A payment attempt without news from the bank expires after this time. */
  bankDelaySeconds: number
  /** Kept digits are erased after this time at the latest. */
  keptRetentionSeconds: number
  /** Who sells; null until the merchant has entered it. */
  business: BusinessIdentity | null
  /** `#rrggbb`; null for the frontend's own colour. */
  accentColor: string | null
  logo: ShopLogo | null
  /** The current version of each page and language. Empty where the worker reads the shop. */
  publishedPages: PublishedPage[]
  /** Public keys of the storefront API that are valid, or were when the shop was read. */
  keys: string[]
  origins: string[]
  /** Whether the storefront API refuses documents that are not registered. False where the worker reads the shop. */
  registeredDocumentsOnly: boolean
  /** What it has declared about its VAT. */
  tax: ShopTax
}
