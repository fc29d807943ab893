import { formatMoney } from '@triclic/money'
import type { MailRenderer } from '../../mail/mail-content.ts'
import { buyerMail, loadOrderForMail, orderLink } from '../../order/mails/order-mail.ts'

const TEXTS = {
  fr: {
    subject: 'Paiement refusé pour la commande',
    title: 'Votre paiement a été refusé',
    intro:
      'La banque n’a pas accepté ce paiement et rien n’a été débité. Votre commande est conservée\u00a0: vous pouvez la ' +
      'payer avec une autre carte ou par un autre moyen.',
    order: 'Commande',
    amount: 'À payer',
    footer:
      'Vous recevez cet e-mail parce que vous avez passé une commande. Sans paiement, elle sera annulée.',
  },
  en: {
    subject: 'Payment declined for order',
    title: 'Your payment was declined',
    intro:
      'The bank declined this payment and you were not charged. Your order is still open: you can pay ' +
      'with another card or another payment method.',
    order: 'Order',
    amount: 'Amount due',
    footer: 'You received this email because you placed an order. It will be cancelled if it is not paid.',
  },
} as const

/** To the buyer, when the bank declined a card or a payment on its own page. */
export const paymentRefused: MailRenderer = async (tx, mail) => {
  const order = await loadOrderForMail(tx, mail)
  const texts = TEXTS[order.language]
  return buyerMail(tx, order, texts, [
    { kind: 'paragraph', text: texts.intro },
    {
      kind: 'facts',
      rows: [
        [texts.order, order.code],
        [texts.amount, formatMoney({ amount: order.total, currency: order.currency }, order.language)],
      ],
    },
    ...orderLink(tx, order, 'pay'),
  ])
}
