import { formatMoney } from '@triclic/money'
import type { MailRenderer } from '../../mail/mail-content.ts'
import { buyerMail, loadOrderForMail, orderLink } from '../../order/mails/order-mail.ts'

const TEXTS = {
  fr: {
    subject: 'Paiement reçu pour la commande',
    title: 'Votre paiement est confirmé',
    intro: 'La banque a accepté votre paiement. La boutique prépare votre commande.',
    order: 'Commande',
    amount: 'Montant payé',
    footer: 'Vous recevez cet e-mail parce que vous avez payé une commande. Merci de ne pas y répondre.',
  },
  en: {
    subject: 'Payment received for order',
    title: 'Your payment is confirmed',
    intro: 'The bank accepted your payment. The shop is preparing your order.',
    order: 'Order',
    amount: 'Amount paid',
    footer: 'You received this email because you paid for an order. Please do not reply.',
  },
} as const

/** To the buyer, when the order becomes PAID by card or at a bank. */
export const paymentConfirmation: MailRenderer = async (tx, mail) => {
  const order = await loadOrderForMail(tx, mail)
  const texts = TEXTS[order.language]
  // The merchant may have accepted an amount other than the order's total.
  const paid = typeof mail.details.amount === 'number' ? mail.details.amount : order.total
  return buyerMail(tx, order, texts, [
    { kind: 'paragraph', text: texts.intro },
    {
      kind: 'facts',
      rows: [
        [texts.order, order.code],
        [texts.amount, formatMoney({ amount: paid, currency: order.currency }, order.language)],
      ],
    },
    ...orderLink(tx, order, 'see'),
  ])
}
