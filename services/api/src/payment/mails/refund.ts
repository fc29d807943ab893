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
  title: { en: 'You have been refunded', fr: 'Vous avez été remboursé' },
  order: { en: 'Order', fr: 'Commande' },
  amount: { en: 'Amount refunded', fr: 'Montant remboursé' },
  total: { en: 'Order total', fr: 'Total de la commande' },
  reason: { en: 'Reason', fr: 'Motif' },
  footer: {
    en: 'You received this email because you paid for an order.',
    fr: 'Vous recevez cet e-mail parce que vous avez payé une commande.',
  },
})

/** Mail to the buyer when a member recorded a refund. */
export const refund: MailRenderer = async (tx, mail, wording) => {
  const order = await loadOrderForMail(tx, mail)
  const [row] = await tx.em.execute<{ amount: number; reason: string | null }[]>(
    'select amount, reason from refund where shop_id = ? and id = ?',
    [tx.shop.id, mail.details.refundId],
  )
  if (!row) throw new Error('The refund of the mail does not exist')
  return writeRefund(orderMailSource(tx, order, wording), row)
}

/** @param refunded the amount in minor units, and why if the merchant said so */
export function writeRefund(
  source: OrderMailSource,
  refunded: { amount: number; reason: string | null },
): MailContent {
  const { order } = source
  const { language } = order
  const heading = { title: message('title', language), footer: message('footer', language) }
  const format = (amount: number) => formatMoney({ amount, currency: order.currency }, language)
  const amount = format(refunded.amount)
  const reasonRow: LabelledValue[] = refunded.reason ? [[message('reason', language), refunded.reason]] : []
  const rows: LabelledValue[] = [
    [message('order', language), order.code],
    [message('total', language), format(order.total)],
    [message('amount', language), amount],
    ...reasonRow,
  ]
  return buyerMail(source, 'REFUND', heading, [{ kind: 'facts', rows }, ...orderLink(source, 'see')], {
    amount,
  })
}
