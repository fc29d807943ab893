import type { DomainEvent } from '../../event/event-types.ts'
import type { MailsOfEvents } from '../../mail/mail-subscriber.ts'
import { MailKind } from '../../mail/mail.type.ts'
import type { MailToWrite } from '../../mail/write-mail.ts'
import { mailToBuyer } from '../../order/mails/mails-of-order-events.ts'

export const mailsOfFulfillmentEvents: MailsOfEvents = {
  'order.shipped': (_tx, event) => aboutParcel(event, event.data, MailKind.PARCEL_SHIPPED),
  'order.partly_shipped': (_tx, event) => aboutParcel(event, event.data, MailKind.PARCEL_SHIPPED),
  'order.ready_for_pickup': (_tx, event) => aboutParcel(event, event.data, MailKind.READY_FOR_PICKUP),
  'parcel.delivered': (_tx, event) => aboutParcel(event, event.data, MailKind.PARCEL_DELIVERED),
}

/** A mail about a parcel to its buyer, if the member wanted one. */
const aboutParcel = (
  event: DomainEvent,
  { parcelId, tellsBuyer }: { parcelId: string; tellsBuyer?: boolean },
  kind: MailToWrite['kind'],
): MailToWrite[] => (tellsBuyer ? [mailToBuyer(event, kind, { parcelId })] : [])
