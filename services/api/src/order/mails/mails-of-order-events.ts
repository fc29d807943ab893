import type { InTransaction, ShopContext } from '../../app/context.ts'
import type { DomainEvent } from '../../event/event-types.ts'
import type { MailsOfEvents } from '../../mail/mail-subscriber.ts'
import { MailKind } from '../../mail/mail.type.ts'
import type { MailToWrite } from '../../mail/write-mail.ts'

export const mailsOfOrderEvents: MailsOfEvents = {
  'order.placed': async (tx, event) => [await mailToBuyer(tx, event, MailKind.ORDER_CONFIRMATION)],
  'order.payment_reminder_due': async (tx, event) => [
    await mailToBuyer(tx, event, MailKind.PAYMENT_REMINDER),
  ],
}

/** A mail to the buyer of the event's order. */
export async function mailToBuyer(
  tx: InTransaction<ShopContext>,
  { orderId }: DomainEvent,
  kind: MailToWrite['kind'],
  details: NonNullable<MailToWrite['details']> = {},
): Promise<MailToWrite> {
  const [order] = await tx.em.execute<{ email: string }[]>(
    'select email from "order" where shop_id = ? and id = ?',
    [tx.shop.id, orderId],
  )
  if (!order) throw new Error('The event belongs to no order.')
  return { orderId, kind, recipient: order.email, details }
}
