import { formatMoney } from '@triclic/money'
import { defineMessages } from '../../kernel/messages.ts'
import type { MailContent, MailRenderer } from '../../mail/mail-content.ts'
import {
  buyerMail,
  loadOrderForMail,
  orderMailSource,
  type OrderMailSource,
} from '../../order/mails/order-mail.ts'
import { isPayable } from '../../order/order-status.ts'

const message = defineMessages({
  title: { en: 'Pay for your order at the bank', fr: 'Payez votre commande à la banque' },
  link: { en: 'Pay at the bank', fr: 'Payer à la banque' },
  order: { en: 'Order', fr: 'Commande' },
  amount: { en: 'Amount due', fr: 'À payer' },
  page: {
    en: 'The link opens your order. Choose the bank there: your card number is entered on the bank’s own page, never by email or telephone.',
    fr: 'Le lien ouvre votre commande. Choisissez-y la banque\u00a0: le numéro de votre carte se saisit sur la page de la banque, jamais par e-mail ni par téléphone.',
  },
  footer: {
    en: 'You received this email because you placed an order. If you have just paid, you don’t need to do anything.',
    fr: 'Vous recevez cet e-mail parce que vous avez passé une commande. Si vous venez de payer, vous n’avez rien à faire.',
  },
})

/** Mail to the buyer: the link to the order, to pay it on a bank’s own page. None if the order can no longer be paid. */
export const bankPaymentRequest: MailRenderer = async (tx, mail, wording) => {
  const order = await loadOrderForMail(tx, mail)
  return isPayable(order.status) ? writeBankPaymentRequest(orderMailSource(tx, order, wording)) : null
}

export function writeBankPaymentRequest(source: OrderMailSource): MailContent {
  const { order, orderUrl } = source
  const { language } = order
  const heading = { title: message('title', language), footer: message('footer', language) }
  const amount = formatMoney({ amount: order.total, currency: order.currency }, language)
  return buyerMail(source, 'BANK_PAYMENT_REQUEST', heading, [
    ...(orderUrl ? [{ kind: 'link' as const, label: message('link', language), url: orderUrl }] : []),
    {
      kind: 'facts',
      rows: [
        [message('order', language), order.code],
        [message('amount', language), amount],
      ],
    },
    { kind: 'paragraph', text: message('page', language) },
  ])
}
