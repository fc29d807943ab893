import type { InTransaction, ShopContext } from '../app/context.ts'
import type { DomainEvent, EventOf, EventType } from '../event/event-types.ts'
import type { Subscriber } from '../event/subscriber.ts'
import { writeMails, type MailToWrite } from './write-mail.ts'

type Tx = InTransaction<ShopContext>
type Mails = MailToWrite[] | Promise<MailToWrite[]>

/** The mails that follow from each type of event. */
export type MailsOfEvents = {
  [Type in EventType]?: (tx: Tx, event: EventOf<Type>) => Mails
}

/** Writes the mails that follow from events. */
export const createMailSubscriber = (mailsOf: MailsOfEvents): Subscriber => ({
  name: 'mails',
  handles: (type) => mailsOf[type] !== undefined,
  async apply(tx, event) {
    const mails = mailsOf[event.type] as (tx: Tx, event: DomainEvent) => Mails
    await writeMails(tx, await mails(tx, event))
  },
})
