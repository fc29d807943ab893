import type { InTransaction, WorkerContext } from '../../app/context.ts'
import type { MailContent, MailPart } from '../../mail/mail-content.ts'
import type { Order } from '../order.entity.ts'

/** A letter about an order, in its buyer's language; the subject ends in the order's code and the shop's name. */
export const buyerMail = (
  tx: InTransaction<WorkerContext>,
  order: Order,
  { subject, title, footer }: Pick<MailContent, 'subject' | 'title' | 'footer'>,
  parts: MailPart[],
): MailContent => ({
  language: order.language,
  shopName: tx.shop.name,
  orderCode: order.code,
  subject: `${subject} ${order.code} – ${tx.shop.name}`,
  title,
  parts,
  footer,
})
