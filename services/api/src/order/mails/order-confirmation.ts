import { formatMoney } from '@triclic/money'
import { sumDiscounts } from '../../discount/discount-cart.ts'
import type { Language } from '../../kernel/errors.ts'
import { defineMessages } from '../../kernel/messages.ts'
import { breakLinks } from '../../mail/break-links.ts'
import type { MailPart, MailRenderer } from '../../mail/mail-content.ts'
import type { AppliedDiscount } from '../../pricing/apply-discounts.ts'
import type { Address } from '../address.type.ts'
import { loadOrderWithLines, type OrderWithLines } from '../load-order-with-lines.ts'
import type { Order } from '../order.entity.ts'
import { buyerMail, greeting, orderLink } from './order-mail.ts'

const message = defineMessages({
  subject: { en: 'Confirmation of your order', fr: 'Confirmation de votre commande' },
  title: { en: 'Thank you for your order', fr: 'Merci pour votre commande' },
  intro: {
    en: '{greeting}we’ve received your order {code}. We’ll email you as soon as your payment is confirmed.',
    fr: '{greeting}nous avons bien reçu votre commande {code}. Nous vous enverrons un e-mail dès que votre paiement sera confirmé.',
  },
  subtotal: { en: 'Subtotal', fr: 'Sous-total' },
  discount: { en: 'Including {label}', fr: 'Dont {label}' },
  shipping: { en: 'Delivery', fr: 'Livraison' },
  shippingBy: { en: 'Delivery ({method})', fr: 'Livraison ({method})' },
  free: { en: 'Free', fr: 'Offerte' },
  tax: { en: 'Tax included', fr: 'Dont TVA' },
  total: { en: 'Total', fr: 'Total TTC' },
  moreLines: { en: '… and {count} more', fr: '… et {count} autres' },
  oneMoreLine: { en: '… and 1 more', fr: '… et 1 autre' },
  delivery: { en: 'Delivery address', fr: 'Adresse de livraison' },
  billing: { en: 'Billing address', fr: 'Adresse de facturation' },
  deliveryAndBilling: { en: 'Delivery and billing address', fr: 'Adresse de livraison et de facturation' },
  footer: {
    en: 'You’re receiving this email because you placed an order with us. Please keep it: it’s a summary of your order.',
    fr: 'Vous recevez cet e-mail parce que vous avez passé une commande dans notre boutique. Conservez-le\u00a0: il récapitule votre commande.',
  },
})

/** Mail to the buyer when the order has been placed: its lines, totals and addresses. */
export const orderConfirmation: MailRenderer = async (tx, mail) => {
  const order = await loadOrderWithLines(tx, mail.orderId)
  const { language, code } = order
  const heading = {
    subject: message('subject', language),
    title: message('title', language),
    footer: message('footer', language),
  }
  return buyerMail(tx, order, heading, [
    { kind: 'paragraph', text: message('intro', language, { greeting: greeting(order), code }) },
    ...orderLink(tx, order, 'pay'),
    ...totalsAndLines(order),
    ...addresses(order),
  ])
}

/** The lines shown. Mail programs cut a mail of more than about 100 kB; the order page shows all lines. */
const MAX_LINES = 50

function totalsAndLines(order: OrderWithLines): MailPart[] {
  const { language, lines, shippingMethodName: method } = order
  const money = (amount: number) => formatMoney({ amount, currency: order.currency }, language)
  const discounts = (taken: readonly AppliedDiscount[]) =>
    sumDiscounts(taken).map(({ label, amount }): [string, string] => [
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
      total: [message('total', language), money(order.total)],
      includedTax: [message('tax', language), money(order.taxTotal)],
    },
    {
      kind: 'lines',
      rows: lines.slice(0, MAX_LINES).map((line) => ({
        name: line.productName,
        detail: [
          `${line.variantName}, ${line.quantity} × ${money(line.unitPrice)}`,
          ...line.discounts.map(({ label, amount }) => `${label} ${money(-amount)}`),
        ].join(', '),
        amount: money(line.total),
      })),
      ...(hidden === 1 && { more: message('oneMoreLine', language) }),
      ...(hidden > 1 && { more: message('moreLines', language, { count: hidden }) }),
    },
  ]
}

/** Delivery and billing address, as one part when they are equal. */
function addresses({ shippingAddress, billingAddress, language }: Order): MailPart[] {
  const delivery = addressLines(shippingAddress, language)
  const billing = addressLines(billingAddress, language)
  if (delivery.join('\n') === billing.join('\n'))
    return [{ kind: 'address', title: message('deliveryAndBilling', language), lines: delivery }]
  return [
    { kind: 'address', title: message('delivery', language), lines: delivery },
    { kind: 'address', title: message('billing', language), lines: billing },
  ]
}

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

const countryNames: Record<Language, Intl.DisplayNames> = {
  en: new Intl.DisplayNames(['en'], { type: 'region' }),
  fr: new Intl.DisplayNames(['fr'], { type: 'region' }),
}
