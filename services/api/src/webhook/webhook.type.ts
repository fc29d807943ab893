import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { defineConnection } from '../kernel/connection.ts'
import { DateTime } from '../kernel/date-time.type.ts'
import { PersonalData } from '../kernel/personal-data.ts'
import type { AttemptFailure } from './record-attempt.ts'
import type { DeliveryStatus } from './webhook-delivery.ts'
import { TEST_EVENT, WEBHOOK_EVENT_NAMES, WEBHOOK_EVENTS, type WebhookEventName } from './webhook-events.ts'

const enumOf = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, name])) as { [Each in Name]: Each }

export const WebhookEventType = enumOf([...WEBHOOK_EVENT_NAMES, TEST_EVENT])
registerEnumType(WebhookEventType, {
  name: 'WebhookEventType',
  description: 'What a webhook can be told of.',
  valuesConfig: {
    ...Object.fromEntries(
      Object.entries(WEBHOOK_EVENTS).map(([name, description]) => [name, { description }]),
    ),
    [TEST_EVENT]: { description: 'A member tries the webhook. No webhook can choose it.' },
  },
})

export const WebhookDeliveryStatus = enumOf(['PENDING', 'DELIVERED', 'FAILED'])
registerEnumType(WebhookDeliveryStatus, {
  name: 'WebhookDeliveryStatus',
  description: 'What became of an event that a webhook is told.',
  valuesConfig: {
    PENDING: { description: 'Waits for an attempt.' },
    DELIVERED: { description: 'The receiver accepted it with a status from 200 to 299.' },
    FAILED: { description: 'Given up: after three days, or because the receiver no longer exists.' },
  },
})

export const WebhookAttemptFailure = enumOf<AttemptFailure>([
  ...(['NAME_NOT_FOUND', 'ADDRESS_NOT_PUBLIC', 'CERTIFICATE', 'CONNECTION_FAILED', 'TIMEOUT'] as const),
  'NOT_PREPARED',
])
registerEnumType(WebhookAttemptFailure, {
  name: 'WebhookAttemptFailure',
  description: 'Why a receiver did not answer.',
  valuesConfig: {
    NAME_NOT_FOUND: { description: 'The host name of the URL has no address.' },
    CERTIFICATE: { description: 'Its TLS certificate is not valid for the name.' },
    CONNECTION_FAILED: { description: 'No connection could be made, or it broke off.' },
    TIMEOUT: { description: 'It took longer than ten seconds, or five to connect.' },
    ADDRESS_NOT_PUBLIC: { description: 'The name stands for an address that is not on the public internet.' },
    NOT_PREPARED: { description: 'Nothing was sent: a fault of the platform, which is in its log.' },
  },
})

@ObjectType('Webhook', { description: 'An address that is told what happens in the shop.' })
export class WebhookType {
  @Field(() => ID, { description: 'Stays the same when it is changed.' })
  id!: string

  @Field(() => String, { description: 'Where events are posted to.' })
  url!: string

  @Field(() => String, { description: 'What the merchant calls it; may be empty.' })
  description!: string

  @Field(() => [WebhookEventType], { description: 'What it is told of.' })
  eventTypes!: WebhookEventName[]

  @Field(() => String, {
    nullable: true,
    description: 'The GraphQL document of its payload; null for the default one of each event.',
  })
  document!: string | null

  @Field(() => Boolean, { description: 'While false, nothing is sent, and new events are not kept for it.' })
  isActive!: boolean

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the receiver answered 410 Gone, which switched it off; null once it is on again.',
  })
  goneAt!: Date | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when payloads are signed with the previous secret too; null if they are not.',
  })
  previousSecretEndsAt!: Date | null

  @Field(() => DateTime, { description: 'When a member created it.' })
  createdAt!: Date

  @Field(() => Int, { description: 'How many deliveries wait to be sent.' })
  waiting!: number

  @Field(() => Int, { description: 'How many attempts have failed since the last one that did not.' })
  failures!: number
}

@InputType('WebhookInput', { description: 'A webhook as a member enters it.' })
export class WebhookInputType {
  @Field(() => String, { description: 'Begins with https://.' })
  url!: string

  @Field(() => String, {
    defaultValue: '',
    description: 'What the merchant calls it: at most 200 characters.',
  })
  description!: string

  @Field(() => [WebhookEventType], { description: 'At least one.' })
  eventTypes!: WebhookEventName[]

  @Field(() => String, {
    nullable: true,
    description:
      'The GraphQL document of its payload: one query for `webhookPayloadSchema`, without variables, of at most 10,000 characters. Null or empty for the default one of each event.',
  })
  document?: string | null

  @Field(() => Boolean, { defaultValue: true, description: 'Whether events are sent to it.' })
  isActive!: boolean
}

@ObjectType('WebhookEventDescription', { description: 'An event that a webhook can be told of.' })
export class WebhookEventDescription {
  @Field(() => WebhookEventType, { description: 'What `WebhookInput.eventTypes` takes.' })
  type!: WebhookEventName

  @Field(() => String, { description: 'What is sent of it if the webhook has no document of its own.' })
  defaultDocument!: string
}

@ObjectType('WebhookAttempt', { description: 'A request to a receiver.' })
export class WebhookAttemptType {
  @Field(() => ID, { description: 'For client caches.' })
  id!: string

  @Field(() => DateTime, { description: 'When it began.' })
  at!: Date

  @Field(() => Int, { description: 'In milliseconds.' })
  durationMs!: number

  @Field(() => Int, { nullable: true, description: 'The HTTP status of the answer; null if there was none.' })
  status!: number | null

  @Field(() => WebhookAttemptFailure, { nullable: true, description: 'Why there was no answer.' })
  failure!: AttemptFailure | null

  @PersonalData()
  @Field(() => String, { nullable: true, description: 'The beginning of the answer: at most 1,024 bytes.' })
  excerpt!: string | null
}

@ObjectType('WebhookDelivery', { description: 'An event that a webhook is told. Kept for 30 days.' })
export class WebhookDeliveryType {
  @Field(() => ID, { description: 'For `repeatDelivery`.' })
  id!: string

  @Field(() => ID, { description: 'The header webhook-id: the same whenever the event is sent again.' })
  messageId!: string

  @Field(() => WebhookEventType, { description: 'What is told.' })
  eventType!: WebhookEventName | typeof TEST_EVENT

  @Field(() => String, { nullable: true, description: 'Null for a test.' })
  orderCode!: string | null

  @Field(() => WebhookDeliveryStatus, { description: 'Whether it waits, was accepted, or was given up.' })
  status!: DeliveryStatus

  @Field(() => DateTime, {
    description: 'When the event was passed to the webhook, a moment after it happened.',
  })
  createdAt!: Date

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was accepted or given up; null while it waits.',
  })
  endedAt!: Date | null

  @Field(() => DateTime, { nullable: true, description: 'When it is tried next; null once it has ended.' })
  nextAttemptAt!: Date | null
}

export const WebhookDeliveryConnection = defineConnection(
  'WebhookDeliveryConnection',
  () => WebhookDeliveryType,
)
