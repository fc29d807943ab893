import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import type { Language } from '../kernel/errors.ts'
import { ContentLanguage } from '../kernel/language.type.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import type { BuyerMailKind } from '../mail/texts/default-texts.ts'
import type { MailSettings } from '../mail/texts/mail-wording.ts'
import {
  BuyerMailKindType,
  ChangeMailSettingsInput,
  ChangeMailTextInput,
  MailPreviewType,
  MailSettingsType,
  MailTextType,
  SampleMailInput,
} from './buyer-mail.type.ts'
import { changeMailSettings, loadMailSettings, mailSettingsVersion } from './change-mail-settings.ts'
import { changeMailText } from './change-mail-text.ts'
import { listMailTexts } from './list-mail-texts.ts'
import { previewMail } from './preview-mail.ts'
import { resetMailText } from './reset-mail-text.ts'
import { sendTestMail } from './send-test-mail.ts'
import type { EditableMailText } from './stored-mail-text.ts'

const ChangeMailSettingsPayload = merchantPayload('ChangeMailSettingsPayload', {
  settings: { type: () => MailSettingsType, description: 'As they are now; null if they were not changed.' },
})
const ChangeMailTextPayload = merchantPayload('ChangeMailTextPayload', {
  text: { type: () => MailTextType, description: 'As it is now; null if it was not changed.' },
})
const PreviewMailPayload = merchantPayload('PreviewMailPayload', {
  preview: { type: () => MailPreviewType, description: 'Null if the text cannot be sent.' },
})
const SendTestMailPayload = merchantPayload('SendTestMailPayload', {
  sentTo: { type: () => String, description: 'The address of the member.' },
})

@Resolver()
export class BuyerMailResolver {
  @Query(() => MailSettingsType, {
    description: 'Sender, address for answers, and footers of the mails to buyers.',
  })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  async mailSettings(@Ctx() ctx: MerchantContext): Promise<MailSettingsType> {
    return toType(ctx, await loadMailSettings(ctx))
  }

  @Query(() => [MailTextType], { description: 'The texts of all mails to buyers, in both languages.' })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  async mailTexts(@Ctx() ctx: MerchantContext): Promise<MailTextType[]> {
    return (await listMailTexts(ctx)).map(toTextType)
  }

  @Query(() => PreviewMailPayload, {
    description: 'A mail as a buyer would get it, about an order that nobody placed. Nothing is sent.',
  })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  previewMail(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => SampleMailInput, { description: 'Which mail, and the text to try.' })
    input: SampleMailInput,
  ) {
    return toPayload(ctx, PreviewMailPayload, () => previewMail(ctx, input))
  }

  @Mutation(() => ChangeMailSettingsPayload, {
    description:
      'INVALID_EMAIL, SENDER_NAME_INVALID, TEXT_TOO_LONG, CARD_NUMBER_NOT_ALLOWED and MAIL_LINK_INSECURE, all at once. Holds for mails that are sent from then on.',
  })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  changeMailSettings(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => ChangeMailSettingsInput, {
      description: 'All of them: what is empty or null goes back to its default.',
    })
    input: ChangeMailSettingsInput,
  ) {
    return toPayload(ctx, ChangeMailSettingsPayload, async () => ({
      settings: toType(ctx, await changeMailSettings(ctx, input)),
    }))
  }

  @Mutation(() => ChangeMailTextPayload, {
    description:
      'REQUIRED, TEXT_TOO_LONG, CARD_NUMBER_NOT_ALLOWED, MAIL_LINK_INSECURE and MAIL_PLACEHOLDER_UNKNOWN, all at once. Holds for mails that are sent from then on.',
  })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  changeMailText(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => ChangeMailTextInput, { description: 'Which mail, and its text.' })
    input: ChangeMailTextInput,
  ) {
    return toPayload(ctx, ChangeMailTextPayload, async () => ({
      text: toTextType(await changeMailText(ctx, input)),
    }))
  }

  @Mutation(() => ChangeMailTextPayload, { description: 'Goes back to the default text.' })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  resetMailText(
    @Ctx() ctx: MerchantContext,
    @Arg('kind', () => BuyerMailKindType, { description: 'Which mail.' }) kind: BuyerMailKind,
    @Arg('language', () => ContentLanguage, {
      description: 'In which language; the other one stays as it is.',
    })
    language: Language,
    @Arg('version', () => String, {
      nullable: true,
      description:
        '`MailText.version` that was read: SETTINGS_CHANGED_MEANWHILE if another one is stored. Null to reset whatever is stored.',
    })
    version: string | null,
  ) {
    return toPayload(ctx, ChangeMailTextPayload, async () => ({
      text: toTextType(await resetMailText(ctx, { kind, language, version })),
    }))
  }

  @Mutation(() => SendTestMailPayload, {
    description:
      'Sends a mail about an order that nobody placed to the signed-in member. RATE_LIMITED after ten within an hour.',
  })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  sendTestMail(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => SampleMailInput, { description: 'Which mail, and the text to try.' })
    input: SampleMailInput,
  ) {
    return toPayload(ctx, SendTestMailPayload, () => sendTestMail(ctx, input))
  }
}

const toTextType = (text: EditableMailText): MailTextType => ({
  ...text,
  placeholders: [...text.placeholders],
})

const toType = ({ shop }: MerchantContext, settings: MailSettings): MailSettingsType => ({
  senderName: settings.senderName,
  replyTo: settings.replyTo,
  defaultReplyTo: shop.contactEmail ?? shop.fragmentTo,
  footerEn: settings.footers.en,
  footerFr: settings.footers.fr,
  version: mailSettingsVersion(settings),
})
