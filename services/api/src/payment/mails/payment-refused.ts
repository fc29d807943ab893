import { formatMoney } from '@triclic/money'
import type { MailRenderer } from '../../mail/mail-content.ts'
import { buyerMail } from '../../order/mails/buyer-mail.ts'
import { orderLink } from '../../order/mails/order-link.ts'
import { loadOrderForMail } from '../../order/mails/load-order-for-mail.ts'

const TEXTS = {
  fr: {
    subject: 'Paiement refusé pour la commande',
    title: 'Votre paiement a été refusé',
    intro:
      'La banque n’a pas accepté ce paiement, et rien ne vous a été débité. Votre commande vous attend : payez-la ' +
      'avec une autre carte ou d’une autre façon.',
    order: 'Commande',
    amount: 'À payer',
    footer:
      'Vous recevez cet e-mail parce que vous avez passé commande. Sans paiement, elle sera annulée plus tard.',
  },
  en: {
    subject: 'Payment refused for order',
    title: 'Your payment was refused',
    intro:
      'The bank did not accept this payment, and you were not charged. Your order is waiting: pay it ' +
      'with another card or in another way.',
    order: 'Order',
    amount: 'To pay',
    footer: 'You get this e-mail because you placed an order. Without payment it will be cancelled later.',
  },
} as const

/** To the buyer, when the merchant's bank or a bank intermediary refused. */
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
