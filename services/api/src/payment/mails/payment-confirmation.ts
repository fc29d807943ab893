import { formatMoney } from '@triclic/money'
import { defineMessages } from '../../kernel/messages.ts'
import type { LabelledValue, MailRenderer } from '../../mail/mail-content.ts'
import { buyerMail, loadOrderForMail, orderLink } from '../../order/mails/order-mail.ts'

const message = defineMessages({
  subject: { en: 'Payment received for order', fr: 'Paiement reçu pour la commande' },
  title: { en: 'Your payment is confirmed', fr: 'Votre paiement est confirmé' },
  intro: {
    en: 'The bank accepted your payment. The shop is preparing your order.',
    fr: 'La banque a accepté votre paiement. La boutique prépare votre commande.',
  },
  order: { en: 'Order', fr: 'Commande' },
  amount: { en: 'Amount paid', fr: 'Montant payé' },
  total: { en: 'Order total', fr: 'Total de la commande' },
  footer: {
    en: 'You received this email because you paid for an order.',
    fr: 'Vous recevez cet e-mail parce que vous avez payé une commande.',
  },
})

/** Mail to the buyer when the order becomes PAID by card or at a bank. */
export const paymentConfirmation: MailRenderer = async (tx, mail) => {
  const order = await loadOrderForMail(tx, mail)
  const { language } = order
  const heading = {
    subject: message('subject', language),
    title: message('title', language),
    footer: message('footer', language),
  }
  const format = (amount: number) => formatMoney({ amount, currency: order.currency }, language)
  // The merchant may have accepted an amount other than the order's total.
  const paid = typeof mail.details.amount === 'number' ? mail.details.amount : order.total
  const totalRow: LabelledValue = [message('total', language), format(order.total)]
  return buyerMail(tx, order, heading, [
    { kind: 'paragraph', text: message('intro', language) },
    {
      kind: 'facts',
      rows: [
        [message('order', language), order.code],
        ...(paid === order.total ? [] : [totalRow]),
        [message('amount', language), format(paid)],
      ],
    },
    ...orderLink(tx, order, 'see'),
  ])
}
