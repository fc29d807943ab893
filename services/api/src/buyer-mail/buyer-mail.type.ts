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
})

@ObjectType('MailTextParts')
@InputType('MailTextInput')
export class MailTextParts implements MailText {
  @Field(() => String)
  subject!: string

  @Field(() => String, { description: 'An empty line separates paragraphs; https addresses become links.' })
  introduction!: string

  @Field(() => String, { description: 'After the order; may be empty.' })
  closing!: string
}

@ObjectType('MailText', { description: 'The text of a mail to buyers, in one language.' })
export class MailTextType implements EditableMailText {
  @Field(() => BuyerMailKindType)
  kind!: BuyerMailKind

  @Field(() => ContentLanguage)
  language!: Language

  @Field(() => String)
  subject!: string

  @Field(() => String)
  introduction!: string

  @Field(() => String)
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

  @Field(() => String)
  footerEn!: string

  @Field(() => String)
  footerFr!: string

  @Field(() => String, { description: 'Changes with the settings; to be sent with a change.' })
  version!: string
}

@InputType()
export class ChangeMailSettingsInput {
  @Field(() => String, { nullable: true, description: 'Null or empty for the shop’s name.' })
  senderName?: string | null

  @Field(() => String, { nullable: true, description: 'Null or empty for the public address of the shop.' })
  replyTo?: string | null

  @Field(() => String)
  footerEn!: string

  @Field(() => String)
  footerFr!: string

  @Field(() => String, {
    nullable: true,
    description: 'The version that was changed: SETTINGS_CHANGED_MEANWHILE if another one is stored.',
  })
  version?: string | null
}

@InputType()
export class SampleMailInput {
  @Field(() => BuyerMailKindType)
  kind!: BuyerMailKind

  @Field(() => ContentLanguage)
  language!: Language

  @Field(() => MailTextParts, {
    nullable: true,
    description: 'Need not be saved. Without it, the text that is sent now.',
  })
  text?: MailTextParts | null
}

@InputType()
export class ChangeMailTextInput {
  @Field(() => BuyerMailKindType)
  kind!: BuyerMailKind

  @Field(() => ContentLanguage)
  language!: Language

  @Field(() => MailTextParts)
  text!: MailTextParts

  @Field(() => String, {
    nullable: true,
    description: 'The version that was changed: SETTINGS_CHANGED_MEANWHILE if another one is stored.',
  })
  version?: string | null
}

@ObjectType('MailPreview')
export class MailPreviewType implements MailPreview {
  @Field(() => String)
  senderName!: string

  @Field(() => String, { nullable: true })
  replyTo!: string | null

  @Field(() => String)
  subject!: string

  @Field(() => String, { description: 'A whole document, to be shown in a sandboxed frame.' })
  html!: string

  @Field(() => String)
  text!: string
}
