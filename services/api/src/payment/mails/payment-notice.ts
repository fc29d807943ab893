import { formatMoney } from '@triclic/money'
import type { LabelledValue, MailRenderer, MailPart } from '../../mail/mail-content.ts'
import { loadOrderForMail } from '../../order/mails/load-order-for-mail.ts'
import { NOTICE_TEXTS, UNMATCHED_REASONS, type NoticeOutcome } from './payment-notice-messages.ts'

/**
 * To the merchant, in the shop's language: how a bank payment went. Its mail row's details hold outcome, bank, reference,
 * reason. Money for the list of unmatched payments may have no order.
 */
export const paymentNotice: MailRenderer = async (tx, mail) => {
  const order = mail.orderId ? await loadOrderForMail(tx, mail) : null
  const language = tx.shop.locale
  const texts = NOTICE_TEXTS[language]
  const { outcome, bank, reference, reason } = mail.details
  const what = texts.outcomes[outcome as NoticeOutcome]
  const why = UNMATCHED_REASONS[language][reason as keyof (typeof UNMATCHED_REASONS)['fr']]
  const rows: LabelledValue[] = []
  if (order)
    rows.push(
      [texts.order, order.code],
      [texts.amount, formatMoney({ amount: order.total, currency: order.currency }, language)],
    )
  if (bank) rows.push([texts.bank, String(bank)])
  if (reference) rows.push([texts.reference, String(reference)])
  const notice: MailPart[] = why ? [{ kind: 'notice', text: why }] : []
  const pages = `${tx.app.env.portalUrl}/${tx.shop.slug}`
  const link: MailPart =
    outcome === 'RESCUE' || !order
      ? { kind: 'link', label: texts.unmatchedPayments, url: `${pages}/unmatchedPayments` }
      : { kind: 'link', label: texts.link, url: `${pages}/orders/${order.code}` }
  return {
    language,
    shopName: tx.shop.name,
    ...(order && { orderCode: order.code }),
    subject: `${what.subject} ${order?.code ?? String(reference ?? '')}`.trim(),
    title: what.title,
    parts: [{ kind: 'paragraph', text: what.text }, ...notice, { kind: 'facts', rows }, link],
    footer: texts.footer,
  }
}
