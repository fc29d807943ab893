import { formatMoney } from '../../mail/format-money.ts'
import type { Fact, MailRenderer, Part } from '../../mail/mail-content.ts'
import { readMailedOrder } from '../../order/mails/load-order-for-mail.ts'
import { NOTICE_TEXTS, RESCUE_REASONS, type NoticeOutcome } from './payment-notice-messages.ts'

/**
 * To the merchant, in the shop's language: how a bank payment went. Its mail row's details hold outcome, bank, reference,
 * reason. Money for the rescue list may have no order.
 */
export const paymentNotice: MailRenderer = async (tx, mail) => {
  const order = mail.orderId ? await readMailedOrder(tx, mail) : null
  const language = tx.shop.locale
  const texts = NOTICE_TEXTS[language]
  const { outcome, bank, reference, reason } = mail.details
  const what = texts.outcomes[outcome as NoticeOutcome]
  const why = RESCUE_REASONS[language][reason as keyof (typeof RESCUE_REASONS)['fr']]
  const rows: Fact[] = []
  if (order)
    rows.push([texts.order, order.code], [texts.amount, formatMoney(order.total, order.currency, language)])
  if (bank) rows.push([texts.bank, String(bank)])
  if (reference) rows.push([texts.reference, String(reference)])
  const notice: Part[] = why ? [{ kind: 'notice', text: why }] : []
  const pages = `${tx.app.env.portalUrl}/${tx.shop.slug}`
  const link: Part =
    outcome === 'RESCUE' || !order
      ? { kind: 'link', label: texts.rescues, url: `${pages}/rescues` }
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
