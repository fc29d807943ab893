import { pageNames } from '../legal-page/page-texts.ts'
import { mailNames } from '../mail/mail-names.ts'
import { roleText } from '../member/member.ts'
import { m } from '../paraglide/messages.js'
import { productStatusLabel } from '../product/labels.ts'
import { stockReasonText } from '../product/stock-labels.ts'
import { stepTexts } from '../setup/steps.ts'
import { toDuration } from '../time.ts'
import { PERMISSION_TEXTS } from './permission-text.ts'

type Words = Readonly<Record<string, (() => string) | undefined>>

const pick = <Value>(table: Readonly<Record<string, Value>>, textOf: (value: Value) => () => string): Words =>
  Object.fromEntries(Object.entries(table).map(([code, value]) => [code, textOf(value)]))

const languages: Words = { fr: m.content_language_fr, en: m.content_language_en }
const pages: Words = { ...pageNames, ...languages }
const mails: Words = {
  ...pick(mailNames, ({ name }) => name),
  ...languages,
  subject: m.mail_subject,
  introduction: m.mail_introduction,
  closing: m.audit_closing,
}
const steps = pick(stepTexts, ({ title }) => title)
const settings: Words = {
  orderDelaySeconds: m.shop_settings_order_delay,
  bankDelaySeconds: m.shop_settings_bank_delay,
  keptRetentionSeconds: m.shop_settings_retention,
  buyerDataRetentionMonths: m.privacy_retention,
  contactEmail: m.shop_settings_contact_email,
  cardPageUrl: m.shop_settings_card_page,
  orderPageUrl: m.shop_settings_order_page,
  secondFactorRequired: m.audit_second_factor,
  cardsAccepted: m.audit_card_offer,
  cardOffer: m.audit_card_offer,
  NOBODY: m.card_offer_nobody,
  TELEPHONE_AND_MAIL: m.card_offer_telephone,
  OUTSIDE_EEA: m.card_offer_outside,
  EVERYBODY: m.card_offer_everybody,
  cardCopyAllowed: m.shop_settings_copy_allowed,
  true: m.second_factor_on,
  false: m.second_factor_off,
}

/** The codes that the subjects of an action consist of. What is not listed is a name or a number, and stays as it is. */
const WORDS: Readonly<Record<string, Words>> = {
  inviteMember: roleText,
  acceptInvitation: roleText,
  changeMemberRole: roleText,
  removeMember: roleText,
  leaveShop: roleText,
  createApiKey: PERMISSION_TEXTS,
  changeRolePermissions: { ...roleText, ...PERMISSION_TEXTS },
  saveLegalPage: pages,
  publishLegalPage: pages,
  restoreLegalPage: pages,
  discardLegalPageDraft: pages,
  changeMailText: mails,
  resetMailText: mails,
  skipSetupStep: steps,
  refuseUnregisteredDocuments: { true: m.second_factor_on, false: m.second_factor_off },
  resumeSetupStep: steps,
  changeShopSettings: settings,
  setProductStatus: pick(productStatusLabel, ({ text }) => text),
  adjustStock: stockReasonText,
}

/** What an entry of the audit log is about, with its codes in the words of the portal's pages. */
export function auditSubject({ action, subject }: { action: string; subject: string }): string {
  const words = WORDS[action]
  if (!words) return subject
  return (
    subject
      .replaceAll(/(?<=Seconds: .*)\b\d+\b/g, (seconds) => durationText(Number(seconds)))
      // The signs of permissions that a role got or lost.
      .replaceAll(/ (?=[+−][a-z_]+\.)/g, ', ')
      .replaceAll(/[\p{L}\d_.@-]+/gu, (word) => textOf(words, codeOf(word)) ?? word)
  )
}

const textOf = (words: Words, code: string): string | undefined =>
  Object.hasOwn(words, code) ? words[code]?.() : undefined

/** The permission `order.read` of the log is ORDER_READ in the API. */
const codeOf = (word: string): string =>
  /^[a-z_]+\.[a-z]+$/.test(word) ? word.toUpperCase().replaceAll('.', '_') : word

function durationText(seconds: number): string {
  const { count, unit } = toDuration(seconds)
  return `${count} ${unit === 'days' ? m.shop_settings_days() : m.shop_settings_hours()}`
}
