import { formatMoney } from '@triclic/money'
import { defineMessages } from '../../kernel/messages.ts'
import type { MailContent, MailRenderer } from '../../mail/mail-content.ts'
import {
  buyerMail,
  loadOrderForMail,
  orderLink,
  orderMailSource,
  type OrderMailSource,
} from '../../order/mails/order-mail.ts'

const message = defineMessages({
  title: { en: 'Your payment was declined', fr: 'Votre paiement a été refusé' },
  order: { en: 'Order', fr: 'Commande' },
  amount: { en: 'Amount due', fr: 'À payer' },
  footer: {
    en: 'You received this email because you placed an order. It will be cancelled if it is not paid.',
    fr: 'Vous recevez cet e-mail parce que vous avez passé une commande. Sans paiement, elle sera annulée.',
  },
})

/** Mail to the buyer when the bank declined a card or a payment on its own page. */
export const paymentRefused: MailRenderer = async (tx, mail, wording) =>
  writePaymentRefused(orderMailSource(tx, await loadOrderForMail(tx, mail), wording))

export function writePaymentRefused(source: OrderMailSource): MailContent {
  const { order } = source
  const { language } = order
  const heading = { title: message('title', language), footer: message('footer', language) }
  const amount = formatMoney({ amount: order.total, currency: order.currency }, language)
  return buyerMail(source, 'PAYMENT_REFUSED', heading, [
    {
      kind: 'facts',
      rows: [
        [message('order', language), order.code],
        [message('amount', language), amount],
      ],
    },
    ...orderLink(source, 'pay'),
  ])
}
