import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'

export enum MailKind {
  CARD_FRAGMENT = 'CARD_FRAGMENT',
  ORDER_CONFIRMATION = 'ORDER_CONFIRMATION',
  PAYMENT_CONFIRMATION = 'PAYMENT_CONFIRMATION',
  PAYMENT_NOTICE = 'PAYMENT_NOTICE',
  PAYMENT_REFUSED = 'PAYMENT_REFUSED',
  CARD_REQUEST = 'CARD_REQUEST',
  PAYMENT_REMINDER = 'PAYMENT_REMINDER',
  CARD_MAIL_CHANGED = 'CARD_MAIL_CHANGED',
}
export enum MailStatus {
  QUEUED = 'QUEUED',
  SENT = 'SENT',
  FAILED = 'FAILED',
  SKIPPED = 'SKIPPED',
}
registerEnumType(MailKind, { name: 'MailKind' })
registerEnumType(MailStatus, {
  name: 'MailStatus',
  valuesConfig: { SKIPPED: { description: 'Not needed any more when its turn came.' } },
})

@ObjectType('Mail')
export class MailType {
  @Field(() => ID)
  id!: string

  @Field(() => MailKind)
  kind!: MailKind

  @Field(() => String)
  to!: string

  @Field(() => MailStatus)
  status!: MailStatus

  @Field(() => DateTime, { nullable: true })
  sentAt?: Date | null

  @Field(() => String, { nullable: true })
  lastError?: string | null

  @Field(() => Int)
  attempts!: number

  @Field(() => String, {
    nullable: true,
    description: 'The fingerprint of the OpenPGP key that it was encrypted to, if it was.',
  })
  encryptedTo?: string | null
}
