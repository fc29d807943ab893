import type { InTransaction, WorkerContext } from '../../app/context.ts'
import type { Language } from '../../kernel/errors.ts'
import { formatMoney } from '../../mail/format-money.ts'
import type { MailRenderer, MailPart } from '../../mail/mail-content.ts'
import type { Address } from '../address.type.ts'
import { OrderLine } from '../order-line.entity.ts'
import type { Order } from '../order.entity.ts'
import { buyerMail, loadOrderForMail, orderLink } from './order-mail.ts'

const TEXTS = {
  fr: {
    subject: 'Confirmation de votre commande',
    title: 'Merci pour votre commande',
    intro: (name: string, code: string) =>
      `Bonjour ${name}, nous avons bien reçu votre commande ${code}. Nous vous enverrons un e-mail dès que votre ` +
      'paiement sera confirmé.',
    subtotal: 'Sous-total',
    shipping: 'Livraison',
    free: 'Offerte',
    tax: 'Dont TVA',
    total: 'Total TTC',
    delivery: 'Adresse de livraison',
    billing: 'Adresse de facturation',
    deliveryAndBilling: 'Adresse de livraison et de facturation',
    footer:
      'Vous recevez cet e-mail parce que vous avez passé une commande dans notre boutique. Conservez-le : il récapitule ' +
      'votre commande.',
  },
  en: {
    subject: 'Confirmation of your order',
    title: 'Thank you for your order',
    intro: (name: string, code: string) =>
      `Hi ${name}, we’ve received your order ${code}. We’ll email you as soon as your payment is confirmed.`,
    subtotal: 'Subtotal',
    shipping: 'Delivery',
    free: 'Free',
    tax: 'Tax included',
    total: 'Total',
    delivery: 'Delivery address',
    billing: 'Billing address',
    deliveryAndBilling: 'Delivery and billing address',
    footer:
      'You’re receiving this email because you placed an order with us. Please keep it: it’s a summary of your order.',
  },
} as const

/** To the buyer, once the order is placed: its lines, totals and addresses. */
export const orderConfirmation: MailRenderer = async (tx, mail) => {
  const order = await loadOrderForMail(tx, mail)
  const texts = TEXTS[order.language]
  return buyerMail(tx, order, texts, [
    { kind: 'paragraph', text: texts.intro(order.billingAddress.firstName, order.code) },
    ...orderLink(tx, order, 'pay'),
    await orderLines(tx, order),
    ...addresses(order),
  ])
}

async function orderLines(tx: InTransaction<WorkerContext>, order: Order): Promise<MailPart> {
  const texts = TEXTS[order.language]
  const money = moneyOf(order)
  const lines = await tx.em.find(
    OrderLine,
    { shopId: tx.shop.id, orderId: order.id },
    { orderBy: { position: 'asc' } },
  )
  const method = order.shippingMethodName ? `${texts.shipping} (${order.shippingMethodName})` : texts.shipping
  return {
    kind: 'lines',
    rows: lines.map((line) => ({
      name: line.productName,
      detail: `${line.variantName}, ${line.quantity} × ${money(line.unitPrice)}`,
      amount: money(line.total),
    })),
    sums: [
      [texts.subtotal, money(order.subtotal)],
      [method, order.shippingTotal === 0 ? texts.free : money(order.shippingTotal)],
    ],
    total: [texts.total, money(order.total)],
    ofWhich: [texts.tax, money(order.taxTotal)],
  }
}

const moneyOf =
  (order: { currency: string; language: Language }) =>
  (amount: number): string =>
    formatMoney(amount, order.currency, order.language)

/** Delivery and billing address, as one part when they are equal. */
function addresses(order: Order): MailPart[] {
  const texts = TEXTS[order.language]
  const delivery = addressLines(order.shippingAddress, order.language)
  const billing = addressLines(order.billingAddress, order.language)
  if (delivery.join('\n') === billing.join('\n'))
    return [{ kind: 'address', title: texts.deliveryAndBilling, lines: delivery }]
  return [
    { kind: 'address', title: texts.delivery, lines: delivery },
    { kind: 'address', title: texts.billing, lines: billing },
  ]
}

const addressLines = (address: Address, language: Language): string[] =>
  [
    `${address.firstName} ${address.lastName}`,
    address.company,
    address.line1,
    address.line2,
    `${address.postalCode} ${address.city}`,
    address.region,
    countryName(address.countryCode, language),
  ].filter((line): line is string => Boolean(line))

const countryName = (code: string, language: Language): string =>
  new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code
