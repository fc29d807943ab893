import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../../../kernel/date-time.type.ts'
import { defineConnection, toConnection } from '../../../kernel/connection.ts'
import { PersonalData } from '../../../kernel/personal-data.ts'
import type { ListPage } from '../../../platform/db/list-page.ts'
import type { RefusedNotification as StoredNotification } from './list-refused-notifications.ts'
import { refusalReason, type RefusalReason as ReasonName } from './refusal-reason.ts'

export const RefusalReason = {
  SIGNATURE: 'SIGNATURE',
  IDENTITY: 'IDENTITY',
  ENVIRONMENT: 'ENVIRONMENT',
  SENDER: 'SENDER',
  NO_ACCOUNT: 'NO_ACCOUNT',
  CONTENT_TYPE: 'CONTENT_TYPE',
  TOO_LARGE: 'TOO_LARGE',
  UNREADABLE: 'UNREADABLE',
} as const satisfies { [R in ReasonName]: R }
registerEnumType(RefusalReason, {
  name: 'RefusalReason',
  valuesConfig: {
    SIGNATURE: { description: 'The signature is forged or made with another key than the one saved here.' },
    IDENTITY: { description: 'The message is for another merchant of the bank.' },
    ENVIRONMENT: { description: 'A test message in production, or a production message in test.' },
    SENDER: { description: 'The sender’s IP address is not one of the bank’s.' },
    CONTENT_TYPE: { description: 'The message is not a form, which every bank sends.' },
    TOO_LARGE: { description: 'The message has more than 100,000 bytes. Its content is not kept.' },
    NO_ACCOUNT: { description: 'The shop has no bank of this protocol.' },
    UNREADABLE: {
      description: 'Something in it is missing or has not the form that the protocol prescribes.',
    },
  },
  description: 'Why a message in a bank’s name was refused.',
})

@ObjectType({ description: 'A field of a refused message.' })
export class RefusedField {
  @Field(() => String, { description: 'As the message had it.' })
  name!: string

  // A reference may be the buyer's name.
  @PersonalData()
  @Field(() => String, { description: 'Shortened to 80 characters; empty without BUYER_READ.' })
  value!: string
}

@ObjectType({ description: 'A message in a bank’s name that was not authentic. It changed nothing.' })
export class RefusedNotification {
  @Field(() => ID, { description: 'Ascending with time.' })
  id!: string

  @Field(() => String, { description: '`BankProtocol.name`, as the address says it.' })
  protocol!: string

  @Field(() => String, { nullable: true, description: 'As the shop names it; null without such a bank.' })
  bank!: string | null

  @Field(() => RefusalReason, { description: 'Why it was refused.' })
  reason!: ReasonName

  @Field(() => DateTime, { description: 'When it arrived.' })
  receivedAt!: Date

  @Field(() => Int, {
    description:
      'How many similar ones of the same hour are not listed. Of each kind (bank, reason, payment), the first five of an hour and the latest one are.',
  })
  omittedCount!: number

  @Field(() => [RefusedField], {
    description: 'Unverified content of the message, without card digits and signature.',
  })
  fields!: RefusedField[]
}

export const RefusedNotificationConnection = defineConnection(
  'RefusedNotificationConnection',
  () => RefusedNotification,
)
export type RefusedNotificationConnection = InstanceType<typeof RefusedNotificationConnection>

export const toRefusedConnection = (page: ListPage<StoredNotification>) =>
  toConnection(page, (notification) => ({
    id: notification.id,
    protocol: notification.protocol,
    bank: notification.bankName,
    reason: refusalReason(notification.reason),
    receivedAt: notification.receivedAt,
    omittedCount: notification.omittedCount,
    fields: Object.entries(notification.displayedFields).map(([name, value]) => ({ name, value })),
  }))
