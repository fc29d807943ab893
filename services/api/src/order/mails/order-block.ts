import { formatMoney } from '@triclic/money'
import { sumDiscounts } from '../../discount/discount-cart.ts'
import type { Language } from '../../kernel/errors.ts'
import { defineMessages } from '../../kernel/messages.ts'
import { ONLY_VARIANT } from '../../kernel/only-variant.ts'
import { breakLinks } from '../../mail/break-links.ts'
import type { LabelledValue, MailPart } from '../../mail/mail-content.ts'
import type { AppliedDiscount } from '../../pricing/apply-discounts.ts'
import type { Shop } from '../../shop/shop.ts'
import type { Address } from '../address.type.ts'
import type { OrderWithLines } from '../load-order-with-lines.ts'
import type { Order } from '../order.entity.ts'

const message = defineMessages({
  subtotal: { en: 'Subtotal', fr: 'Sous-total' },
  discount: { en: 'Including {label}', fr: 'Dont {label}' },
  shipping: { en: 'Delivery', fr: 'Livraison' },
  shippingBy: { en: 'Delivery ({method})', fr: 'Livraison ({method})' },
  free: { en: 'Free', fr: 'Offerte' },
  tax: { en: 'Tax included', fr: 'Dont TVA' },
  taxOfRate: {
    en: 'VAT {rate} included (on {base} without VAT)',
    fr: 'Dont TVA {rate} (sur {base} HT)',
  },
  total: { en: 'Total', fr: 'Total TTC' },
  untaxedTotal: { en: 'Total', fr: 'Total' },
  vatNumber: { en: 'Your VAT number', fr: 'Votre numéro de TVA' },
  method: { en: 'Delivery method', fr: 'Mode de livraison' },
  moreLines: { en: '… and {count} more', fr: '… et {count} autres' },
  oneMoreLine: { en: '… and 1 more', fr: '… et 1 autre' },
  delivery: { en: 'Delivery address', fr: 'Adresse de livraison' },
  billing: { en: 'Billing address', fr: 'Adresse de facturation' },
  deliveryAndBilling: { en: 'Delivery and billing address', fr: 'Adresse de livraison et de facturation' },
  seller: { en: 'Sold by', fr: 'Vendeur' },
  sellerVat: { en: 'VAT number: {number}', fr: 'N° de TVA\u00a0: {number}' },
})

/** The lines shown. Mail programs cut a mail of more than about 100 kB; the order page shows all lines. */
const MAX_LINES = 50

/** Totals, tax of each rate, the sentence of an exemption, and lines with their discounts. */
export function orderAmounts(order: OrderWithLines): MailPart[] {
  const { language, lines, shippingMethodName: method } = order
  const money = (amount: number) => formatMoney({ amount, currency: order.currency }, language)
  const discounts = (taken: readonly AppliedDiscount[]) =>
    sumDiscounts(taken).map(({ label, amount }): LabelledValue => [
      message('discount', language, { label }),
      money(-amount),
    ])
  const hidden = lines.length - MAX_LINES
  const shipping = method ? message('shippingBy', language, { method }) : message('shipping', language)
  return [
    {
      kind: 'totals',
      sums: [
        [message('subtotal', language), money(order.subtotal)],
        ...discounts(lines.flatMap((line) => line.discounts)),
        [shipping, order.shippingTotal === 0 ? message('free', language) : money(order.shippingTotal)],
        ...discounts(order.shippingDiscounts),
      ],
      total: [message(order.taxExemption ? 'untaxedTotal' : 'total', language), money(order.total)],
      taxes: taxRows(order, money),
    },
    ...(order.legalMention ? [{ kind: 'paragraph' as const, text: order.legalMention }] : []),
    {
      kind: 'lines',
      rows: lines.slice(0, MAX_LINES).map((line) => ({
        name: line.productName,
        detail: [
          ...(line.variantName === ONLY_VARIANT ? [] : [line.variantName]),
          `${line.quantity} × ${money(line.unitPrice)}`,
          ...line.discounts.map(({ label, amount }) => `${label} ${money(-amount)}`),
        ].join(', '),
        amount: money(line.total),
      })),
      ...(hidden === 1 && { more: message('oneMoreLine', language) }),
      ...(hidden > 1 && { more: message('moreLines', language, { count: hidden }) }),
    },
    ...deliveryAndVatNumber(order),
  ]
}

/** A row for each rate of which tax was charged; the total for an order without rates. */
function taxRows({ taxes, taxTotal, language }: Order, money: (amount: number) => string): LabelledValue[] {
  const charged = taxes.filter(({ taxBasisPoints }) => taxBasisPoints > 0)
  if (charged.length === 0) return [[message('tax', language), money(taxTotal)]]
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 })
  return charged.map(({ taxBasisPoints, base, tax }) => [
    message('taxOfRate', language, { rate: percent.format(taxBasisPoints / 10_000), base: money(base) }),
    money(tax),
  ])
}

function deliveryAndVatNumber(order: Order): MailPart[] {
  const { language, shippingMethodName: name, shippingMethodDescription: description, vatNumber } = order
  const rows: LabelledValue[] = []
  if (name && description) rows.push([message('method', language), `${name} – ${description}`])
  if (vatNumber) rows.push([message('vatNumber', language), vatNumber])
  return rows.length > 0 ? [{ kind: 'facts', rows }] : []
}

/** Delivery and billing address, as one part when they are equal. */
export function orderAddresses({ shippingAddress, billingAddress, language }: Order): MailPart[] {
  const delivery = addressLines(shippingAddress, language)
  const billing = addressLines(billingAddress, language)
  if (delivery.join('\n') === billing.join('\n'))
    return [{ kind: 'address', title: message('deliveryAndBilling', language), lines: delivery }]
  return [
    { kind: 'address', title: message('delivery', language), lines: delivery },
    { kind: 'address', title: message('billing', language), lines: billing },
  ]
}

/** The delivery address alone. */
export const deliveryAddress = ({ shippingAddress, language }: Order): MailPart => ({
  kind: 'address',
  title: message('delivery', language),
  lines: addressLines(shippingAddress, language),
})

/** Lines of text that a buyer wrote, and so perhaps a stranger. */
const addressLines = (address: Address, language: Language): string[] =>
  [
    `${address.firstName} ${address.lastName}`,
    address.company,
    address.line1,
    address.line2,
    `${address.postalCode} ${address.city}`.trim(),
    address.region,
    countryNames[language].of(address.countryCode),
  ].flatMap((line) => (line ? [breakLinks(line)] : []))

/** Who sells (code de la consommation L221-5); nothing while the merchant has not entered it. */
export function seller({ business, contactEmail }: Shop, language: Language): MailPart[] {
  if (!business) return []
  const lines = [
    [business.legalName, business.legalForm].filter(Boolean).join(', '),
    business.line1,
    business.line2,
    `${business.postalCode} ${business.city}`.trim(),
    countryNames[language].of(business.countryCode),
    [business.registry, business.registrationNumber].filter(Boolean).join(' '),
    business.vatNumber && message('sellerVat', language, { number: business.vatNumber }),
    [business.phone, contactEmail].filter(Boolean).join(' – '),
  ].flatMap((line) => (line ? [line] : []))
  return [{ kind: 'address', title: message('seller', language), lines }]
}

const countryNames: Record<Language, Intl.DisplayNames> = {
  en: new Intl.DisplayNames(['en'], { type: 'region' }),
  fr: new Intl.DisplayNames(['fr'], { type: 'region' }),
}
