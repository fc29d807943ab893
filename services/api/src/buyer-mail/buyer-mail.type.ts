import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql'
import type { Language } from '../kernel/errors.ts'
import { ContentLanguage } from '../kernel/language.type.ts'
import { BUYER_MAIL_KINDS, type BuyerMailKind, type MailText } from '../mail/texts/default-texts.ts'
import type { EditableMailText } from './stored-mail-text.ts'
import type { MailPreview } from './preview-mail.ts'

export const BuyerMailKindType = Object.fromEntries(BUYER_MAIL_KINDS.map((kind) => [kind, kind]))
registerEnumType(BuyerMailKindType, {
  name: 'BuyerMailKind',
  description: 'The mails to buyers, whose texts a shop can change.',
  valuesConfig: {
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
  },
})

@ObjectType('MailTextParts', { description: 'The parts of a mail that a shop can write.' })
@InputType('MailTextInput', {
  description: 'The parts of a mail that a shop can write; the platform adds the order between them.',
})
export class MailTextParts implements MailText {
  @Field(() => String, { description: 'One line. `{order}` and the other `placeholders` are filled in.' })
  subject!: string

  @Field(() => String, { description: 'An empty line separates paragraphs; https addresses become links.' })
  introduction!: string

  @Field(() => String, { description: 'After the order; may be empty.' })
  closing!: string
}

@ObjectType('MailText', { description: 'The text of a mail to buyers, in one language.' })
export class MailTextType implements EditableMailText {
  @Field(() => BuyerMailKindType, { description: 'Which mail.' })
  kind!: BuyerMailKind

  @Field(() => ContentLanguage, {
    description: 'In which language; the language of the order decides which one a buyer gets.',
  })
  language!: Language

  @Field(() => String, { description: 'As it is sent now.' })
  subject!: string

  @Field(() => String, { description: 'As it is sent now: before the order.' })
  introduction!: string

  @Field(() => String, { description: 'As it is sent now: after the order; may be empty.' })
  closing!: string

  @Field(() => Boolean, { description: 'Whether the shop has not written a text of its own.' })
  isDefault!: boolean

  @Field(() => MailTextParts, { description: 'What is sent without a text of the shop’s own.' })
  default!: MailTextParts

  @Field(() => [String], {
    description: 'The names that may stand in braces, such as `order` for `{order}`.',
  })
  placeholders!: string[]

  @Field(() => String, { description: 'Changes with the text; to be sent with a change.' })
  version!: string
}

@ObjectType('MailSettings', { description: 'What applies to all mails to buyers.' })
export class MailSettingsType {
  @Field(() => String, {
    nullable: true,
    description: 'Display name of the sender; null for the shop’s name.',
  })
  senderName!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Where answers go; null for the public address of the shop.',
  })
  replyTo!: string | null

  @Field(() => String, { description: 'Where answers go while `replyTo` is null.' })
  defaultReplyTo!: string

  @Field(() => String, { description: 'At the end of mails in English; empty for none.' })
  footerEn!: string

  @Field(() => String, { description: 'At the end of mails in French; empty for none.' })
  footerFr!: string

  @Field(() => String, { description: 'Changes with the settings; to be sent with a change.' })
  version!: string
}

@InputType({ description: 'What applies to all mails to buyers.' })
export class ChangeMailSettingsInput {
  @Field(() => String, { nullable: true, description: 'Null or empty for the shop’s name.' })
  senderName?: string | null

  @Field(() => String, { nullable: true, description: 'Null or empty for the public address of the shop.' })
  replyTo?: string | null

  @Field(() => String, {
    description: 'Of mails in English; at most 1,000 characters, and https addresses only. Empty for none.',
  })
  footerEn!: string

  @Field(() => String, { description: 'Of mails in French; otherwise as `footerEn`.' })
  footerFr!: string

  @Field(() => String, {
    nullable: true,
    description: 'The version that was changed: SETTINGS_CHANGED_MEANWHILE if another one is stored.',
  })
  version?: string | null
}

@InputType({ description: 'A mail to look at, about an order that nobody placed.' })
export class SampleMailInput {
  @Field(() => BuyerMailKindType, { description: 'Which mail.' })
  kind!: BuyerMailKind

  @Field(() => ContentLanguage, { description: 'In which language; the other one stays as it is.' })
  language!: Language

  @Field(() => MailTextParts, {
    nullable: true,
    description: 'Need not be saved. Without it, the text that is sent now.',
  })
  text?: MailTextParts | null
}

@InputType({ description: 'A mail, and its new text.' })
export class ChangeMailTextInput {
  @Field(() => BuyerMailKindType, { description: 'Which mail.' })
  kind!: BuyerMailKind

  @Field(() => ContentLanguage, { description: 'In which language; the other one stays as it is.' })
  language!: Language

  @Field(() => MailTextParts, { description: 'Equal to the default text, it is as after `resetMailText`.' })
  text!: MailTextParts

  @Field(() => String, {
    nullable: true,
    description: 'The version that was changed: SETTINGS_CHANGED_MEANWHILE if another one is stored.',
  })
  version?: string | null
}

@ObjectType('MailPreview', { description: 'A mail as it would be sent.' })
export class MailPreviewType implements MailPreview {
  @Field(() => String, { description: 'What the buyer’s mailbox shows as the sender.' })
  senderName!: string

  @Field(() => String, { nullable: true, description: 'Where an answer would go.' })
  replyTo!: string | null

  @Field(() => String, { description: 'With its placeholders filled in.' })
  subject!: string

  @Field(() => String, { description: 'A whole document, to be shown in a sandboxed frame.' })
  html!: string

  @Field(() => String, { description: 'The part without formatting, which every mail also has.' })
  text!: string
}
