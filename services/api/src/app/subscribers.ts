import type { Subscriber } from '../event/subscriber.ts'
import { mailsOfFulfillmentEvents } from '../fulfillment/mails/mails-of-fulfillment-events.ts'
import { createMailSubscriber } from '../mail/mail-subscriber.ts'
import { mailsOfOrderEvents } from '../order/mails/mails-of-order-events.ts'
import { mailsOfPaymentEvents } from '../payment/mails/mails-of-payment-events.ts'
import { webhookSubscriber } from '../webhook/webhook-subscriber.ts'
import { mailsOfWithdrawalEvents } from '../withdrawal/mails/mails-of-withdrawal-events.ts'

/** Everything that follows from domain events. The api only needs to know which types of events have a subscriber. */
export const subscribers: readonly Subscriber[] = [
  createMailSubscriber({
    ...mailsOfOrderEvents,
    ...mailsOfPaymentEvents,
    ...mailsOfFulfillmentEvents,
    ...mailsOfWithdrawalEvents,
  }),
  webhookSubscriber,
]
