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
    BANK_PAYMENT_REQUEST: { description: 'To the buyer: the shop asks for a payment at a bank.' },
    CARD_REQUEST: { description: 'To the buyer: the shop asks for a card, with a link that works once.' },
    CHEQUE_INSTRUCTIONS: { description: 'To the buyer: to whom and where to send the cheque.' },
    ORDER_CONFIRMATION: { description: 'To the buyer: what was ordered, with the terms of sale.' },
    PARCEL_DELIVERED: {
      description: 'To the buyer: a parcel was delivered. Not sent for what was collected.',
    },
    PARCEL_SHIPPED: { description: 'To the buyer: a parcel left the shop, with its tracking page.' },
    PAYMENT_CONFIRMATION: { description: 'To the buyer: the order is paid.' },
    PAYMENT_REFUSED: {
      description: 'To the buyer: a payment was refused, and the order can be paid in another way.',
    },
    PAYMENT_REMINDER: {
      description:
        'To the buyer: an unpaid order expires soon. A day before, or halfway through a shorter delay; once.',
    },
    READY_FOR_PICKUP: { description: 'To the buyer: the order can be collected in the shop.' },
    REFUND: { description: 'To the buyer: money goes back.' },
    TRANSFER_INSTRUCTIONS: { description: 'To the buyer: the account and the reference for the transfer.' },
    WITHDRAWAL: {
      description:
        'To the buyer: the acknowledgement that a withdrawal was received, which the law requires.',
    },
    CARD_FRAGMENT: {
      description: 'To the shop: some digits of a card, erased here once sent. Cannot be resent.',
    },
    CARD_MAIL_CHANGED: {
      description: 'To the earlier address for card mails: the address or the OpenPGP key was changed.',
    },
    OPENPGP_KEY_CODE: {
      description:
        'To the shop: a code, encrypted to a new OpenPGP key, which proves that it can be read. Cannot be resent.',
    },
    PAYMENT_NOTICE: {
      description: 'To the shop: a payment arrived, or one of a bank failed or needs a look.',
    },
    REVEAL_LIMIT_REACHED: { description: 'To an owner: a member has revealed as many cards as one may.' },
    TEST_MAIL: {
      description: 'To the member who asked for it: a mail as a buyer would get it. Cannot be resent.',
    },
    WITHDRAWAL_NOTICE: { description: 'To the shop: a buyer withdrew from a purchase.' },
  },
  description: 'What a mail is about, and whom it is for. More values may be added.',
})
registerEnumType(MailStatus, {
  name: 'MailStatus',
  valuesConfig: {
    SKIPPED: { description: 'Not sent, because it was no longer needed.' },
    FAILED: { description: 'A mail server refused it for good, or none took it within 24 hours.' },
    QUEUED: { description: 'Waits to be sent, or to be tried again after an error.' },
    SENT: { description: 'A mail server has taken it.' },
  },
  description: 'What became of a mail.',
})

const DIGIT_OR_REPLY_CODE = new RegExp(`${REPLY_CODE.source}|\\p{Nd}`, 'gu')

@ObjectType('Mail', { description: 'A mail of the shop that the platform sends.' })
export class MailType {
  @Field(() => ID, { description: 'For `resendMail`.' })
  id!: string

  @Field(() => MailKind, { description: 'What it is about, and whom it is for.' })
  kind!: MailKind

  @PersonalData()
  @Field(() => String, {
    description:
      'The address at which it is sent, as it was when it was written or resent; empty without BUYER_READ.',
  })
  to!: string

  @Field(() => MailStatus, {
    description: 'SENT says that a mail server has taken it, not that somebody has read it.',
  })
  status!: MailStatus

  @Field(() => DateTime, {
    nullable: true,
    description: 'When a mail server last took it; null before. It may still be returned later.',
  })
  sentAt?: Date | null

  @PersonalData()
  @Field(() => String, {
    nullable: true,
    description:
      'What the mail server answered last, with digits masked; null without an error, or without BUYER_READ.',
  })
  lastError?: string | null

  @Field(() => Int, { description: 'How often a mail server was asked to take it.' })
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
