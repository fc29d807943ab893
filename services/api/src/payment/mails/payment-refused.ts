import { formatMoney } from '@triclic/money'
import { defineMessages } from '../../kernel/messages.ts'
import type { MailRenderer } from '../../mail/mail-content.ts'
import { buyerMail, loadOrderForMail, orderLink } from '../../order/mails/order-mail.ts'

const message = defineMessages({
  subject: { en: 'Payment declined for order', fr: 'Paiement refusé pour la commande' },
  title: { en: 'Your payment was declined', fr: 'Votre paiement a été refusé' },
  intro: {
    en: 'The bank declined this payment and you were not charged. Your order is still open: you can pay with another card or another payment method.',
    fr: 'La banque n’a pas accepté ce paiement et rien n’a été débité. Votre commande est conservée\u00a0: vous pouvez la payer avec une autre carte ou par un autre moyen.',
  },
  order: { en: 'Order', fr: 'Commande' },
  amount: { en: 'Amount due', fr: 'À payer' },
  footer: {
    en: 'You received this email because you placed an order. It will be cancelled if it is not paid.',
    fr: 'Vous recevez cet e-mail parce que vous avez passé une commande. Sans paiement, elle sera annulée.',
  },
})

/** Mail to the buyer when the bank declined a card or a payment on its own page. */
export const paymentRefused: MailRenderer = async (tx, mail) => {
  const order = await loadOrderForMail(tx, mail)
  const { language } = order
  const heading = {
    subject: message('subject', language),
    title: message('title', language),
    footer: message('footer', language),
  }
  return buyerMail(tx, order, heading, [
    { kind: 'paragraph', text: message('intro', language) },
    {
      kind: 'facts',
      rows: [
        [message('order', language), order.code],
        [
          message('amount', language),
          formatMoney({ amount: order.total, currency: order.currency }, language),
        ],
      ],
    },
    ...orderLink(tx, order, 'pay'),
  ])
}
