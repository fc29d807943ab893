import { formatMoney } from '../../mail/format-money.ts'
import type { Fact, MailRenderer, Part } from '../../mail/letter.ts'
import { readMailedOrder } from '../../order/mails/read-mailed-order.ts'
import { NOTICE_TEXTS, RESCUE_REASONS, type NoticeOutcome } from './payment-notice-texts.ts'

/** To the merchant, in the shop's language: how a bank payment went. Its mail row's details hold outcome, bank, reference, reason. */
export const paymentNotice: MailRenderer = async (tx, mail) => {
  const order = await readMailedOrder(tx, mail)
  const language = tx.shop.locale
  const texts = NOTICE_TEXTS[language]
  const { outcome, bank, reference, reason } = mail.details
  const what = texts.outcomes[outcome as NoticeOutcome]
  const why = RESCUE_REASONS[language][reason as keyof (typeof RESCUE_REASONS)['fr']]
  const rows: Fact[] = [
    [texts.order, order.code],
    [texts.amount, formatMoney(order.total, order.currency, language)],
  ]
  if (bank) rows.push([texts.bank, String(bank)])
  if (reference) rows.push([texts.reference, String(reference)])
  const notice: Part[] = why ? [{ kind: 'notice', text: why }] : []
  return {
    language,
    shopName: tx.shop.name,
    orderCode: order.code,
    subject: `${what.subject} ${order.code}`,
    title: what.title,
    parts: [
      { kind: 'paragraph', text: what.text },
      ...notice,
      { kind: 'facts', rows },
      {
        kind: 'link',
        label: texts.link,
        url: `${tx.app.env.portalUrl}/${tx.shop.slug}/orders/${order.code}`,
      },
    ],
    footer: texts.footer,
  }
}
