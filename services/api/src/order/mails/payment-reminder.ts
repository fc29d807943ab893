import { formatMoney } from '@triclic/money'
import type { Language } from '../../kernel/errors.ts'
import { defineMessages } from '../../kernel/messages.ts'
import type { MailRenderer } from '../../mail/mail-content.ts'
import { isPayable } from '../order-status.ts'
import { buyerMail, greeting, loadOrderForMail, orderLink } from './order-mail.ts'

const message = defineMessages({
  subject: { en: 'Payment reminder for your order', fr: 'Rappel de paiement pour votre commande' },
  title: { en: 'Your order is waiting for payment', fr: 'Votre commande est en attente de paiement' },
  intro: {
    en: '{greeting}we haven’t received the payment for your order yet. We’re holding your items until {deadline}. After that, the order will be cancelled automatically. You won’t be charged, and we won’t send another reminder.',
    fr: '{greeting}nous n’avons pas encore reçu le paiement de votre commande. Vos articles vous sont réservés jusqu’au {deadline}. Passé ce délai, la commande sera annulée automatiquement, sans frais et sans autre rappel.',
  },
  order: { en: 'Order', fr: 'Commande' },
  amount: { en: 'Amount due', fr: 'Montant à payer' },
  deadline: { en: 'Pay by', fr: 'À payer avant le' },
  footer: {
    en: 'You’re receiving this email because you placed an order with us. If you’ve just paid, or no longer want the order, you don’t need to do anything.',
    fr: 'Vous recevez cet e-mail parce que vous avez passé une commande dans notre boutique. Si vous venez de payer ou si vous ne souhaitez plus cette commande, vous n’avez rien à faire.',
  },
})

const DATE_LOCALES: Record<Language, string> = { en: 'en-GB', fr: 'fr' }

/** Mail to the buyer before an unpaid order expires; null when the order can no longer be paid. */
export const paymentReminder: MailRenderer = async (tx, mail) => {
  const order = await loadOrderForMail(tx, mail)
  if (!isPayable(order.status)) return null
  const { language } = order
  const deadline = new Intl.DateTimeFormat(DATE_LOCALES[language], {
    timeZone: tx.shop.timeZone,
    dateStyle: 'full',
    timeStyle: 'short',
  }).format(order.statusSince.getTime() + tx.shop.orderDelaySeconds * 1000)
  const heading = {
    subject: message('subject', language),
    title: message('title', language),
    footer: message('footer', language),
  }
  return buyerMail(tx, order, heading, [
    {
      kind: 'paragraph',
      text: message('intro', language, { greeting: greeting(order), deadline }),
    },
    {
      kind: 'facts',
      rows: [
        [message('order', language), order.code],
        [
          message('amount', language),
          formatMoney({ amount: order.total, currency: order.currency }, language),
        ],
        [message('deadline', language), deadline],
      ],
    },
    ...orderLink(tx, order, 'pay'),
  ])
}
