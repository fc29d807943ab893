import { formatMoney } from '../../mail/format-money.ts'
import type { MailRenderer } from '../../mail/mail-content.ts'
import { isPayable } from '../order-status.ts'
import { buyerMail, loadOrderForMail, orderLink } from './order-mail.ts'

const TEXTS = {
  fr: {
    subject: 'Rappel de paiement pour votre commande',
    title: 'Votre commande est en attente de paiement',
    intro: (name: string, until: string) =>
      `Bonjour ${name}, nous n’avons pas encore reçu le paiement de votre commande. Vos articles vous sont réservés ` +
      `jusqu’au ${until}. Passé ce délai, la commande sera annulée automatiquement, sans frais et sans autre rappel.`,
    order: 'Commande',
    amount: 'Montant à payer',
    until: 'À payer avant le',
    footer:
      'Vous recevez cet e-mail parce que vous avez passé une commande dans notre boutique. Si vous venez de payer ou ' +
      'si vous ne souhaitez plus cette commande, vous n’avez rien à faire.',
  },
  en: {
    subject: 'Payment reminder for your order',
    title: 'Your order is waiting for payment',
    intro: (name: string, until: string) =>
      `Hi ${name}, we haven’t received the payment for your order yet. We’re holding your items until ${until}. After ` +
      'that, the order will be cancelled automatically. You won’t be charged, and we won’t send another reminder.',
    order: 'Order',
    amount: 'Amount due',
    until: 'Pay by',
    footer:
      'You’re receiving this email because you placed an order with us. If you’ve just paid, or no longer want the ' +
      'order, you don’t need to do anything.',
  },
} as const

/** To the buyer, before an unpaid order expires; null when the order can no longer be paid. */
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
        [texts.amount, formatMoney(order.total, order.currency, language)],
        [texts.until, until],
      ],
    },
    ...orderLink(tx, order, 'pay'),
  ])
}
