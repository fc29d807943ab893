import type { Language } from '../../kernel/errors.ts'
import type { MailText } from './default-texts.ts'

/** What applies to all mails of a shop to buyers. */
export interface MailSettings {
  /** Display name of the sender; null for the name of the shop. */
  senderName: string | null
  /** Where answers go; null for the public address of the shop. */
  replyTo: string | null
  /** At the end of each mail, by language; may be empty. */
  footers: Record<Language, string>
}

/** How a shop words one of its mails: a language without text has the default one. */
export interface MailWording extends MailSettings {
  texts: Partial<Record<Language, MailText>>
}

export const DEFAULT_SETTINGS: MailSettings = { senderName: null, replyTo: null, footers: { en: '', fr: '' } }
export const DEFAULT_WORDING: MailWording = { ...DEFAULT_SETTINGS, texts: {} }

/** Selects the `MailSettings` of the shop with this id in the statement, as JSON; null if nothing was changed. */
export const selectMailSettings = (shopId: string): string => `(
  select json_build_object('senderName', s.sender_name, 'replyTo', s.reply_to, 'footers', json_build_object('en', s.footer_en, 'fr', s.footer_fr))
  from mail_settings s where s.shop_id = ${shopId})`

/** Selects the texts of the mail with this name in the statement, as JSON; null if it has the default ones. */
export const selectMailTexts = (mail: string): string => `(
  select json_object_agg(t.language, json_build_object('subject', t.subject, 'introduction', t.introduction, 'closing', t.closing))
  from mail_text t where t.shop_id = ${mail}.shop_id and t.kind = ${mail}.kind)`

export const toWording = (
  settings: MailSettings | null,
  texts: MailWording['texts'] | null,
): MailWording => ({
  ...(settings ?? DEFAULT_SETTINGS),
  texts: texts ?? {},
})

/** The wording of a mail that a member has not saved yet. */
export const withText = (settings: MailSettings, language: Language, text: MailText): MailWording => ({
  ...settings,
  texts: { [language]: text },
})
