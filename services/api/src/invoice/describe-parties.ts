import { SIREN_COUNTRIES } from '../shop/business/siren-countries.ts'
import { legalMention } from '../tax/legal-mention.ts'
import type { Address } from '../order/address.type.ts'
import type { InvoiceData } from './invoice-data.ts'
import type { InvoiceSource } from './invoice-source.ts'
import { invoiceText } from './invoice-texts.ts'
import { exemptionOf } from './vat-treatment.ts'

type Described = Pick<
  InvoiceData,
  | 'layout'
  | 'language'
  | 'isBilingual'
  | 'currency'
  | 'timeZone'
  | 'accentColor'
  | 'order'
  | 'seller'
  | 'buyer'
  | 'deliverTo'
  | 'exemption'
  | 'mentions'
>

/** What an invoice and its credit notes say alike: who sells to whom, and the sentences that the law wants. */
export function describeParties({ shop, business, vatOnDebits, order, language }: InvoiceSource): Described {
  const isFrench = SIREN_COUNTRIES.has(business.countryCode)
  const isBilingual = isFrench && language !== 'fr'
  const exemption = exemptionOf(shop.tax, order, isFrench, language)
  const address = withoutPhone(order.billingAddress)
  const delivery = withoutPhone(order.shippingAddress)
  return {
    layout: 1,
    language,
    isBilingual,
    currency: order.currency,
    timeZone: shop.timeZone,
    accentColor: shop.accentColor,
    order: { code: order.code, placedAt: order.placedAt.toISOString() },
    seller: {
      shopName: shop.name,
      legalName: business.legalName,
      legalForm: business.legalForm,
      registrationNumber: business.registrationNumber,
      registry: business.registry,
      vatNumber: business.vatNumber,
      line1: business.line1,
      line2: business.line2,
      postalCode: business.postalCode,
      city: business.city,
      countryCode: business.countryCode,
      phone: business.phone || null,
      email: shop.contactEmail,
    },
    buyer: { address, vatNumber: order.vatNumber ?? null, email: order.email },
    deliverTo: JSON.stringify(address) === JSON.stringify(delivery) ? null : delivery,
    exemption,
    mentions: isFrench ? frenchMentions() : exemption ? [exemption.text] : [],
  }

  /** In French, and in the buyer's language too if that is another one. */
  function frenchMentions(): string[] {
    const languages = isBilingual ? (['fr', language] as const) : (['fr'] as const)
    const isBusiness = Boolean(order.vatNumber || order.billingAddress.company)
    return [
      ...new Set([
        ...(order.taxExemption && isBilingual
          ? [legalMention(shop.tax, order.taxExemption, order.taxTerritory ?? '', 'fr')]
          : []),
        ...(exemption ? [exemption.text] : []),
        ...languages.map((each) => invoiceText('natureOfOperation', each)),
        ...(vatOnDebits ? languages.map((each) => invoiceText('vatOnDebits', each)) : []),
        ...(isBusiness ? languages.map((each) => invoiceText('latePayment', each)) : []),
      ]),
    ]
  }
}

/** Key by key, so that equal addresses are equal texts. */
const withoutPhone = (address: Address): Omit<Address, 'phone'> => ({
  firstName: address.firstName,
  lastName: address.lastName,
  company: address.company ?? null,
  line1: address.line1,
  line2: address.line2 ?? null,
  postalCode: address.postalCode,
  city: address.city,
  region: address.region ?? null,
  countryCode: address.countryCode,
})
