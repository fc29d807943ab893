import { formatMoney } from '@triclic/money'
import type { Language } from '../../kernel/errors.ts'
import { defineMessages } from '../../kernel/messages.ts'
import type { MailContent, MailRenderer } from '../../mail/mail-content.ts'
import { isPayable } from '../order-status.ts'
import {
  buyerMail,
  loadOrderForMail,
  orderLink,
  orderMailSource,
  type OrderMailSource,
} from './order-mail.ts'

const message = defineMessages({
  title: { en: 'Your order is waiting for payment', fr: 'Votre commande est en attente de paiement' },
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
export const paymentReminder: MailRenderer = async (tx, mail, wording) => {
  const order = await loadOrderForMail(tx, mail)
  return isPayable(order.status) ? writePaymentReminder(orderMailSource(tx, order, wording)) : null
}

export function writePaymentReminder(source: OrderMailSource): MailContent {
  const { order, shop } = source
  const { language } = order
  const deadline = new Intl.DateTimeFormat(DATE_LOCALES[language], {
    timeZone: shop.timeZone,
    dateStyle: 'full',
    timeStyle: 'short',
  }).format(order.paymentDueAt ?? order.statusSince.getTime() + shop.orderDelaySeconds * 1000)
  const heading = { title: message('title', language), footer: message('footer', language) }
  const amount = formatMoney({ amount: order.total, currency: order.currency }, language)
  return buyerMail(
    source,
    'PAYMENT_REMINDER',
    heading,
    [
      {
        kind: 'facts',
        rows: [
          [message('order', language), order.code],
          [message('amount', language), amount],
          [message('deadline', language), deadline],
        ],
      },
      ...orderLink(source, 'pay'),
    ],
    { deadline },
  )
}
