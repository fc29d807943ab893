import { formatMoney } from '@triclic/money'
import type { LabelledValue, MailRenderer, MailPart } from '../../mail/mail-content.ts'
import { loadOrderForMail } from '../../order/mails/order-mail.ts'
import type { UnmatchedPaymentReason } from '../unmatched/unmatched-payment.entity.ts'
import {
  noticeMessage,
  noticeSubject,
  noticeText,
  noticeTitle,
  unmatchedReasonMessage,
  type NoticeOutcome,
} from './payment-notice-messages.ts'

/**
 * Mail to the merchant, in the shop's language: the outcome of a bank payment. The mail row's details hold outcome,
 * bank, reference and reason. An unmatched payment may have no order.
 */
export const paymentNotice: MailRenderer = async (tx, mail) => {
  const order = mail.orderId ? await loadOrderForMail(tx, mail) : null
  const language = tx.shop.locale
  const { bank, reference } = mail.details
  const outcome = mail.details.outcome as NoticeOutcome
  const reason = mail.details.reason as UnmatchedPaymentReason | null | undefined
  const rows: LabelledValue[] = []
  if (order)
    rows.push(
      [noticeMessage('order', language), order.code],
      [
        noticeMessage('amount', language),
        formatMoney({ amount: order.total, currency: order.currency }, language),
      ],
    )
  if (bank) rows.push([noticeMessage('bank', language), String(bank)])
  if (reference) rows.push([noticeMessage('reference', language), String(reference)])
  const notice: MailPart[] = reason
    ? [{ kind: 'notice', text: unmatchedReasonMessage(reason, language) }]
    : []
  const shopUrl = `${tx.app.env.portalUrl}/${tx.shop.slug}`
  const link: MailPart =
    outcome === 'RESCUE' || !order
      ? {
          kind: 'link',
          label: noticeMessage('unmatchedPaymentsLink', language),
          url: `${shopUrl}/unmatched-payments`,
        }
      : { kind: 'link', label: noticeMessage('link', language), url: `${shopUrl}/orders/${order.code}` }
  return {
    language,
    shopName: tx.shop.name,
    ...(order && { orderCode: order.code }),
    subject: `${noticeSubject(outcome, language)} ${order?.code ?? String(reference ?? '')}`.trim(),
    title: noticeTitle(outcome, language),
    parts: [
      { kind: 'paragraph', text: noticeText(outcome, language) },
      ...notice,
      { kind: 'facts', rows },
      link,
    ],
    footer: noticeMessage('footer', language),
  }
}
