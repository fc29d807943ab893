import { formatMoney } from '@triclic/money'
import type { MailRenderer } from '../../mail/mail-content.ts'
import { isPayable } from '../order-status.ts'
import { buyerMail } from './buyer-mail.ts'
import { orderLink } from './order-link.ts'
import { loadOrderForMail } from './load-order-for-mail.ts'

const TEXTS = {
  fr: {
    subject: 'Votre commande attend son paiement :',
    title: 'Votre commande attend son paiement',
    intro: (name: string, until: string) =>
      `Bonjour ${name}, nous n’avons pas encore reçu de paiement. Vos articles sont réservés jusqu’au ${until} ; ` +
      'sans paiement d’ici là, la commande s’annule d’elle-même, sans frais ni autre message.',
    order: 'Commande',
    amount: 'À payer',
    until: 'À payer avant le',
    footer:
      'Vous recevez cet e-mail parce que vous avez passé commande. Si vous venez de payer, ou n’en voulez plus, vous n’avez rien à faire.',
  },
  en: {
    subject: 'Your order awaits its payment:',
    title: 'Your order awaits its payment',
    intro: (name: string, until: string) =>
      `Hello ${name}, we have not received a payment yet. Your items are kept for you until ${until}; ` +
      'without a payment by then the order cancels itself, at no cost and without another message.',
    order: 'Order',
    amount: 'To pay',
    until: 'To be paid by',
    footer:
      'You get this e-mail because you placed an order. If you have just paid, or want it no more, there is nothing to do.',
  },
} as const

/** To the buyer, before an unpaid order expires. Not sent any more once the order is paid, cancelled or expired. */
export const paymentReminder: MailRenderer = async (tx, mail) => {
  const order = await loadOrderForMail(tx, mail)
  if (!isPayable(order.status)) return null
  const { language } = order
  const texts = TEXTS[language]
  const until = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone: tx.shop.timeZone,
    dateStyle: 'full',
    timeStyle: 'short',
  }).format(order.statusSince.getTime() + tx.shop.orderDelaySeconds * 1000)
  return buyerMail(tx, order, texts, [
    { kind: 'paragraph', text: texts.intro(order.billingAddress.firstName, until) },
    {
      kind: 'facts',
      rows: [
        [texts.order, order.code],
        [texts.amount, formatMoney({ amount: order.total, currency: order.currency }, language)],
        [texts.until, until],
      ],
    },
    ...orderLink(tx, order, 'pay'),
  ])
}
