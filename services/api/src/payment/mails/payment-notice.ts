import { formatMoney } from '@triclic/money'
import type { LabelledValue, MailRenderer, MailPart } from '../../mail/mail-content.ts'
import { loadOrderForMail } from '../../order/mails/order-mail.ts'
import {
  NOTICE_TEXTS,
  UNMATCHED_REASONS,
  type NoticeOutcome,
  type UnmatchedReason,
} from './payment-notice-messages.ts'

/**
 * To the merchant, in the shop's language: the outcome of a bank payment. The mail row's details hold outcome, bank,
 * reference and reason. An unmatched payment may have no order.
 */
export const paymentNotice: MailRenderer = async (tx, mail) => {
  const order = mail.orderId ? await loadOrderForMail(tx, mail) : null
  const language = tx.shop.locale
  const texts = NOTICE_TEXTS[language]
  const { outcome, bank, reference, reason } = mail.details
  const { subject, title, text } = texts.outcomes[outcome as NoticeOutcome]
  const reasonText = UNMATCHED_REASONS[language][reason as UnmatchedReason]
  const rows: LabelledValue[] = []
  if (order)
    rows.push(
      [texts.order, order.code],
      [texts.amount, formatMoney({ amount: order.total, currency: order.currency }, language)],
    )
  if (bank) rows.push([texts.bank, String(bank)])
  if (reference) rows.push([texts.reference, String(reference)])
  const notice: MailPart[] = reasonText ? [{ kind: 'notice', text: reasonText }] : []
  const shopUrl = `${tx.app.env.portalUrl}/${tx.shop.slug}`
  const link: MailPart =
    outcome === 'RESCUE' || !order
      ? { kind: 'link', label: texts.unmatchedPaymentsLink, url: `${shopUrl}/unmatched-payments` }
      : { kind: 'link', label: texts.link, url: `${shopUrl}/orders/${order.code}` }
  return {
    language,
    shopName: tx.shop.name,
    ...(order && { orderCode: order.code }),
    subject: `${subject} ${order?.code ?? String(reference ?? '')}`.trim(),
    title,
    parts: [{ kind: 'paragraph', text }, ...notice, { kind: 'facts', rows }, link],
    footer: texts.footer,
  }
}
