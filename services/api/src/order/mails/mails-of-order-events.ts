import type { DomainEvent } from '../../event/event-types.ts'
import type { MailsOfEvents } from '../../mail/mail-subscriber.ts'
import { MailKind } from '../../mail/mail.type.ts'
import type { MailToWrite } from '../../mail/write-mail.ts'

export const mailsOfOrderEvents: MailsOfEvents = {
  'order.placed': (_tx, event) => [mailToBuyer(event, MailKind.ORDER_CONFIRMATION)],
  'order.payment_reminder_due': (_tx, event) => [mailToBuyer(event, MailKind.PAYMENT_REMINDER)],
}

/** A mail to the buyer of the event's order. */
export const mailToBuyer = (
  { orderId }: DomainEvent,
  kind: MailToWrite['kind'],
  details: NonNullable<MailToWrite['details']> = {},
): MailToWrite => ({ orderId, kind, recipient: null, details })
