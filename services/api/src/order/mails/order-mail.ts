import { formatMoney } from '@triclic/money'
import type { InTransaction, WorkerContext } from '../../app/context.ts'
import type { Language } from '../../kernel/errors.ts'
import { defineMessages } from '../../kernel/messages.ts'
import { breakLinks, hasLink } from '../../mail/break-links.ts'
import { loadEntities } from '../../platform/db/load-entities.ts'
import type { MailContent, MailPart } from '../../mail/mail-content.ts'
import type { Mail } from '../../mail/mail.entity.ts'
import { DEFAULT_TEXTS, type BuyerMailKind } from '../../mail/texts/default-texts.ts'
import { fillMailText } from '../../mail/texts/fill-mail-text.ts'
import type { MailWording } from '../../mail/texts/mail-wording.ts'
import { orderPageUrl } from '../../shop/load-shop.ts'
import type { Shop } from '../../shop/shop.ts'
import { orderToken } from '../order-token.ts'
import { Order } from '../order.entity.ts'

/** What a mail to the buyer of an order is made of. */
export interface OrderMailSource<O extends Order = Order> {
  shop: Shop
  order: O
  wording: MailWording
  /** Opens the order in any browser; null when the shop has no order page. */
  orderUrl: string | null
}

/** Loads the order of a mail. Only for kinds of mail that always belong to an order. */
export async function loadOrderForMail(tx: InTransaction<WorkerContext>, mail: Mail): Promise<Order> {
  const [order] = await loadEntities(tx.em, Order, 'shop_id = ? and id = ?', [tx.shop.id, mail.orderId])
  if (!order) throw new Error('The order of the mail does not exist')
  return order
}

/** The token is in the URL's fragment, so that no server logs it. */
export function orderMailSource<O extends Order>(
  { app, shop }: InTransaction<WorkerContext>,
  order: O,
  wording: MailWording,
): OrderMailSource<O> {
  const page = orderPageUrl(shop)
  const orderUrl =
    page && `${page}#${order.code}.${orderToken(app.env.orderTokenKeys, order.shopId, order.id)}`
  return { shop, order, wording, orderUrl }
}

/**
 * The content of a mail to an order's buyer, in the order's language: the shop's introduction, the parts that it cannot change, and its closing.
 * Answers go to the shop.
 */
export function buyerMail(
  { shop, order, wording }: OrderMailSource,
  kind: BuyerMailKind,
  { title, footer }: Pick<MailContent, 'title' | 'footer'>,
  parts: MailPart[],
  values: Readonly<Record<string, string>> = {},
): MailContent {
  const { language } = order
  const text = fillMailText(wording.texts[language] ?? DEFAULT_TEXTS[kind][language], {
    greeting: greeting(order),
    name: breakLinks(order.billingAddress.firstName),
    order: order.code,
    shop: shop.name,
    total: formatMoney({ amount: order.total, currency: order.currency }, language),
    ...values,
  })
  const shopFooter = wording.footers[language]
  return {
    language,
    shopName: shop.name,
    ...(wording.senderName !== null && { senderName: wording.senderName }),
    replyTo: wording.replyTo ?? shop.contactEmail ?? shop.fragmentTo,
    orderCode: order.code,
    subject: text.subject,
    title,
    parts: [
      { kind: 'text', text: text.introduction },
      ...parts,
      ...(text.closing ? [{ kind: 'text' as const, text: text.closing }] : []),
    ],
    ...(shopFooter && { shopFooter }),
    footer,
  }
}

const greetingMessage = defineMessages({
  named: { en: 'Hi {name},', fr: 'Bonjour {name},' },
  unnamed: { en: 'Hello,', fr: 'Bonjour,' },
})

/** The beginning of a sentence, with the buyer's first name unless it looks like a link: a stranger may have ordered. */
function greeting({ billingAddress: { firstName }, language }: Order): string {
  return hasLink(firstName)
    ? greetingMessage('unnamed', language)
    : greetingMessage('named', language, { name: firstName })
}

const linkLabel: Record<'pay' | 'see', Record<Language, string>> = {
  pay: { en: 'View or pay for your order', fr: 'Voir ou payer votre commande' },
  see: { en: 'View your order', fr: 'Voir votre commande' },
}

/**
 * A link to the order. Choose `purpose` by the kind of mail, not by the order's current state, so that a mail sent
 * twice after a crash has the same text.
 */
export const orderLink = ({ order, orderUrl }: OrderMailSource, purpose: 'pay' | 'see'): MailPart[] =>
  orderUrl ? [{ kind: 'link', label: linkLabel[purpose][order.language], url: orderUrl }] : []
