import { formatMoney } from '@triclic/money'
import { defineMessages } from '../../kernel/messages.ts'
import type { LabelledValue, MailContent, MailRenderer } from '../../mail/mail-content.ts'
import {
  buyerMail,
  loadOrderForMail,
  orderLink,
  orderMailSource,
  type OrderMailSource,
} from '../../order/mails/order-mail.ts'

const message = defineMessages({
  title: { en: 'Your payment is confirmed', fr: 'Votre paiement est confirmé' },
  order: { en: 'Order', fr: 'Commande' },
  amount: { en: 'Amount paid', fr: 'Montant payé' },
  total: { en: 'Order total', fr: 'Total de la commande' },
  footer: {
    en: 'You received this email because you paid for an order.',
    fr: 'Vous recevez cet e-mail parce que vous avez payé une commande.',
  },
})

/** Mail to the buyer when the order becomes PAID. */
export const paymentConfirmation: MailRenderer = async (tx, mail, wording) => {
  const order = await loadOrderForMail(tx, mail)
  const { amount } = mail.details
  const paid = typeof amount === 'number' ? amount : order.total
  return writePaymentConfirmation(orderMailSource(tx, order, wording), paid)
}

/** @param paid minor units; the merchant may have accepted an amount other than the order's total */
export function writePaymentConfirmation(source: OrderMailSource, paid: number): MailContent {
  const { order } = source
  const { language } = order
  const heading = { title: message('title', language), footer: message('footer', language) }
  const format = (amount: number) => formatMoney({ amount, currency: order.currency }, language)
  const totalRow: LabelledValue = [message('total', language), format(order.total)]
  return buyerMail(source, 'PAYMENT_CONFIRMATION', heading, [
    {
      kind: 'facts',
      rows: [
        [message('order', language), order.code],
        ...(paid === order.total ? [] : [totalRow]),
        [message('amount', language), format(paid)],
      ],
    },
    ...orderLink(source, 'see'),
  ])
}
