import { defineMessages } from '../../kernel/messages.ts'
import type { MailContent, MailPart, MailRenderer } from '../../mail/mail-content.ts'
import { orderAddresses, orderAmounts, seller } from './order-block.ts'
import { loadConfirmedOrder, type ConfirmedOrder } from './load-confirmed-order.ts'
import { buyerMail, orderLink, orderMailSource, type OrderMailSource } from './order-mail.ts'
import { termsFiles } from './terms-files.ts'

const message = defineMessages({
  title: { en: 'Thank you for your order', fr: 'Merci pour votre commande' },
  footer: {
    en: 'You’re receiving this email because you placed an order with us. Please keep it: it’s a summary of your order.',
    fr: 'Vous recevez cet e-mail parce que vous avez passé une commande dans notre boutique. Conservez-le\u00a0: il récapitule votre commande.',
  },
  both: {
    en: 'The terms of sale and the withdrawal information that apply to your order are attached.',
    fr: 'Les conditions générales de vente et les informations sur la rétractation qui s’appliquent à votre commande sont jointes à cet e-mail.',
  },
  terms: {
    en: 'The terms of sale that apply to your order are attached.',
    fr: 'Les conditions générales de vente qui s’appliquent à votre commande sont jointes à cet e-mail.',
  },
  withdrawal: {
    en: 'The withdrawal information that applies to your order is attached.',
    fr: 'Les informations sur la rétractation qui s’appliquent à votre commande sont jointes à cet e-mail.',
  },
})

/** Mail to the buyer when the order has been placed: its lines, totals and addresses, who sells, and the terms that apply. */
export const orderConfirmation: MailRenderer = async (tx, mail, wording) =>
  writeOrderConfirmation(
    orderMailSource(tx, await loadConfirmedOrder(tx, mail.orderId, { commits: true }), wording),
  )

export function writeOrderConfirmation(source: OrderMailSource<ConfirmedOrder>): MailContent {
  const { order, shop } = source
  const { language } = order
  const heading = { title: message('title', language), footer: message('footer', language) }
  const attachments = termsFiles(order)
  const content = buyerMail(source, 'ORDER_CONFIRMATION', heading, [
    ...orderLink(source, 'pay'),
    ...orderAmounts(order),
    ...orderAddresses(order),
    ...seller(shop, language),
    ...attached(order),
  ])
  return attachments.length > 0 ? { ...content, attachments } : content
}

/** Says which of the texts are attached. */
function attached({ termsText, withdrawalText, language }: ConfirmedOrder): MailPart[] {
  if (!termsText && !withdrawalText) return []
  const what = termsText && withdrawalText ? 'both' : termsText ? 'terms' : 'withdrawal'
  return [{ kind: 'paragraph', text: message(what, language) }]
}
