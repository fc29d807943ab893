import type { InTransaction, WorkerContext } from '../../app/context.ts'
import { defineMessages } from '../../kernel/messages.ts'
import { hasLink } from '../../mail/break-links.ts'
import { loadEntities } from '../../platform/db/load-entities.ts'
import type { MailContent, MailPart } from '../../mail/mail-content.ts'
import type { Mail } from '../../mail/mail.entity.ts'
import { orderPageUrl } from '../../shop/load-shop.ts'
import { orderToken } from '../order-token.ts'
import { Order } from '../order.entity.ts'

/** Loads the order of a mail. Only for kinds of mail that always belong to an order. */
export async function loadOrderForMail(tx: InTransaction<WorkerContext>, mail: Mail): Promise<Order> {
  const [order] = await loadEntities(tx.em, Order, 'shop_id = ? and id = ?', [tx.shop.id, mail.orderId])
  if (!order) throw new Error('The order of the mail does not exist')
  return order
}

/**
 * The content of a mail to an order's buyer, in the order's language. The order code and shop name end the subject. Answers go
 * to the shop.
 */
export const buyerMail = (
  tx: InTransaction<WorkerContext>,
  order: Order,
  { subject, title, footer }: Pick<MailContent, 'subject' | 'title' | 'footer'>,
  parts: MailPart[],
): MailContent => ({
  language: order.language,
  shopName: tx.shop.name,
  replyTo: tx.shop.contactEmail ?? tx.shop.fragmentTo,
  orderCode: order.code,
  subject: `${subject} ${order.code} – ${tx.shop.name}`,
  title,
  parts,
  footer,
})

const greetingMessage = defineMessages({
  named: { en: 'Hi {name}, ', fr: 'Bonjour {name}, ' },
  unnamed: { en: 'Hello, ', fr: 'Bonjour, ' },
})

/** The beginning of a sentence, with the buyer's first name unless it looks like a link: a stranger may have ordered. */
export function greeting({ billingAddress: { firstName }, language }: Order): string {
  return hasLink(firstName)
    ? greetingMessage('unnamed', language)
    : greetingMessage('named', language, { name: firstName })
}

const linkLabel = defineMessages({
  pay: { en: 'View or pay for your order', fr: 'Voir ou payer votre commande' },
  see: { en: 'View your order', fr: 'Voir votre commande' },
})

/**
 * A link that opens the order in any browser; empty when the shop has no order page. The token is in the URL's fragment, so
 * that no server logs it. Choose `purpose` by the kind of mail, not by the order's current state, so that a mail sent
 * twice after a crash has the same text.
 */
export function orderLink(
  tx: InTransaction<WorkerContext>,
  order: Order,
  purpose: 'pay' | 'see',
): MailPart[] {
  const page = orderPageUrl(tx.shop)
  if (!page) return []
  const token = orderToken(tx.app.env.orderTokenKey, order.shopId, order.id)
  const label = linkLabel(purpose, order.language)
  return [{ kind: 'link', label, url: `${page}#${order.code}.${token}` }]
}
