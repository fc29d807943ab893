import type { InTransaction, WorkerContext } from '../../app/context.ts'
import type { Language } from '../../kernel/errors.ts'
import { formatMoney } from '@triclic/money'
import type { MailRenderer, MailPart } from '../../mail/mail-content.ts'
import type { Address } from '../address.type.ts'
import { OrderLine } from '../order-line.entity.ts'
import type { Order } from '../order.entity.ts'
import { buyerMail } from './buyer-mail.ts'
import { orderLink } from './order-link.ts'
import { loadOrderForMail } from './load-order-for-mail.ts'

const TEXTS = {
  fr: {
    subject: 'Votre commande',
    title: 'Merci, votre commande est enregistrée',
    intro: (name: string, code: string) =>
      `Bonjour ${name}, nous avons bien reçu votre commande ${code}. Un e-mail vous confirmera le paiement.`,
    subtotal: 'Articles',
    shipping: 'Livraison',
    free: 'Offerte',
    tax: 'dont TVA',
    total: 'Total TTC',
    delivery: 'Adresse de livraison',
    billing: 'Adresse de facturation',
    footer:
      'Vous recevez cet e-mail parce que vous avez passé commande. Gardez-le : votre commande y est décrite.',
  },
  en: {
    subject: 'Your order',
    title: 'Thank you, your order is placed',
    intro: (name: string, code: string) =>
      `Hello ${name}, we have received your order ${code}. Another e-mail will confirm its payment.`,
    subtotal: 'Items',
    shipping: 'Delivery',
    free: 'Free',
    tax: 'of which tax',
    total: 'Total, tax included',
    delivery: 'Delivery address',
    billing: 'Billing address',
    footer: 'You get this e-mail because you placed an order. Keep it: it describes your order.',
  },
} as const

/** To the buyer, once the order is placed: what was bought, for how much, and where it goes. */
export const orderConfirmation: MailRenderer = async (tx, mail) => {
  const order = await loadOrderForMail(tx, mail)
  const texts = TEXTS[order.language]
  return buyerMail(tx, order, texts, [
    { kind: 'paragraph', text: texts.intro(order.billingAddress.firstName, order.code) },
    ...orderLink(tx, order, 'pay'),
    await writeLines(tx, order),
    { kind: 'address', title: texts.delivery, lines: addressLines(order.shippingAddress) },
    { kind: 'address', title: texts.billing, lines: addressLines(order.billingAddress) },
  ])
}

async function writeLines(tx: InTransaction<WorkerContext>, order: Order): Promise<MailPart> {
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
    includedTax: [texts.tax, money(order.taxTotal)],
  }
}

const moneyOf =
  (order: { currency: string; language: Language }) =>
  (amount: number): string =>
    formatMoney({ amount, currency: order.currency }, order.language)

const addressLines = (address: Address): string[] =>
  [
    `${address.firstName} ${address.lastName}`,
    address.company,
    address.line1,
    address.line2,
    `${address.postalCode} ${address.city}`,
    address.region,
    address.countryCode,
  ].filter((line): line is string => Boolean(line))
