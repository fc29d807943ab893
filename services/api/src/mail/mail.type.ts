import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'
import { PersonalData } from '../kernel/personal-data.ts'
import type { Mail } from './mail.entity.ts'
import { REPLY_CODE } from './smtp-error.ts'

export enum MailKind {
  CARD_FRAGMENT = 'CARD_FRAGMENT',
  ORDER_CONFIRMATION = 'ORDER_CONFIRMATION',
  PAYMENT_CONFIRMATION = 'PAYMENT_CONFIRMATION',
  PAYMENT_NOTICE = 'PAYMENT_NOTICE',
  PAYMENT_REFUSED = 'PAYMENT_REFUSED',
  CARD_REQUEST = 'CARD_REQUEST',
  BANK_PAYMENT_REQUEST = 'BANK_PAYMENT_REQUEST',
  TRANSFER_INSTRUCTIONS = 'TRANSFER_INSTRUCTIONS',
  CHEQUE_INSTRUCTIONS = 'CHEQUE_INSTRUCTIONS',
  PAYMENT_REMINDER = 'PAYMENT_REMINDER',
  REFUND = 'REFUND',
  CARD_MAIL_CHANGED = 'CARD_MAIL_CHANGED',
  OPENPGP_KEY_CODE = 'OPENPGP_KEY_CODE',
  REVEAL_LIMIT_REACHED = 'REVEAL_LIMIT_REACHED',
  TEST_MAIL = 'TEST_MAIL',
  PARCEL_SHIPPED = 'PARCEL_SHIPPED',
  READY_FOR_PICKUP = 'READY_FOR_PICKUP',
  PARCEL_DELIVERED = 'PARCEL_DELIVERED',
  WITHDRAWAL = 'WITHDRAWAL',
  WITHDRAWAL_NOTICE = 'WITHDRAWAL_NOTICE',
  WEBHOOK_GONE = 'WEBHOOK_GONE',
}
export enum MailStatus {
  QUEUED = 'QUEUED',
  SENT = 'SENT',
  FAILED = 'FAILED',
  SKIPPED = 'SKIPPED',
}
registerEnumType(MailKind, {
  name: 'MailKind',
  valuesConfig: {
    WEBHOOK_GONE: { description: 'To the shop: a webhook was switched off, because its receiver is gone.' },
  },
})
registerEnumType(MailStatus, {
  name: 'MailStatus',
  valuesConfig: { SKIPPED: { description: 'Not sent, because it was no longer needed.' } },
})

const DIGIT_OR_REPLY_CODE = new RegExp(`${REPLY_CODE.source}|\\p{Nd}`, 'gu')

@ObjectType('Mail')
export class MailType {
  @Field(() => ID)
  id!: string

  @Field(() => MailKind)
  kind!: MailKind

  @PersonalData()
  @Field(() => String)
  to!: string

  @Field(() => MailStatus)
  status!: MailStatus

  @Field(() => DateTime, { nullable: true })
  sentAt?: Date | null

  @PersonalData()
  @Field(() => String, { nullable: true })
  lastError?: string | null

  @Field(() => Int)
  attempts!: number

  @Field(() => String, {
    nullable: true,
    description: 'Fingerprint of the OpenPGP key to which the mail was encrypted.',
  })
  encryptedTo?: string | null
}

/** Masks every digit of the last error but those of an SMTP reply code: older errors may repeat parts of the mail. */
export const toMailType = (mail: Mail): MailType => ({
  id: mail.id,
  kind: mail.kind,
  to: mail.recipient,
  status: mail.status,
  sentAt: mail.sentAt ?? null,
  lastError:
    mail.lastError?.replace(DIGIT_OR_REPLY_CODE, (found) => (found.length > 2 ? found : '•')) ?? null,
  attempts: mail.attempts,
  encryptedTo: mail.details.openPgpFingerprint?.toString() ?? null,
})
