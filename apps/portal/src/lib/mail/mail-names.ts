import { m } from '../paraglide/messages.js'
import type { MailText } from './mail.documents.ts'

type Kind = MailText['kind']
export type ContentLanguage = MailText['language']

/** What each mail to buyers is called, and when it is sent. */
export const mailNames: Record<Kind, { name: () => string; when: () => string }> = {
  ORDER_CONFIRMATION: { name: m.mail_order_confirmation, when: m.mail_order_confirmation_when },
  PAYMENT_CONFIRMATION: { name: m.mail_payment_confirmation, when: m.mail_payment_confirmation_when },
  PAYMENT_REFUSED: { name: m.mail_payment_refused, when: m.mail_payment_refused_when },
  PAYMENT_REMINDER: { name: m.mail_payment_reminder, when: m.mail_payment_reminder_when },
  CARD_REQUEST: { name: m.mail_card_request, when: m.mail_card_request_when },
  PARCEL_SHIPPED: { name: m.mail_parcel_shipped, when: m.mail_parcel_shipped_when },
  READY_FOR_PICKUP: { name: m.mail_ready_for_pickup, when: m.mail_ready_for_pickup_when },
  PARCEL_DELIVERED: { name: m.mail_parcel_delivered, when: m.mail_parcel_delivered_when },
  REFUND: { name: m.mail_refund, when: m.mail_refund_when },
  BANK_PAYMENT_REQUEST: { name: m.mail_bank_payment_request, when: m.mail_bank_payment_request_when },
  TRANSFER_INSTRUCTIONS: { name: m.mail_transfer_instructions, when: m.mail_transfer_instructions_when },
  CHEQUE_INSTRUCTIONS: { name: m.mail_cheque_instructions, when: m.mail_cheque_instructions_when },
  WITHDRAWAL: { name: m.mail_withdrawal, when: m.mail_withdrawal_when },
}

export const languageNames: Record<ContentLanguage, () => string> = {
  FR: m.content_language_fr,
  EN: m.content_language_en,
}

/** What a placeholder stands for, by its name. */
export const placeholderTexts: Readonly<Record<string, () => string>> = {
  greeting: m.placeholder_greeting,
  name: m.placeholder_name,
  order: m.placeholder_order,
  shop: m.placeholder_shop,
  total: m.placeholder_total,
  deadline: m.placeholder_deadline,
  amount: m.placeholder_amount,
}

/** A value of an enum as it stands in a path: `ORDER_CONFIRMATION` is `order-confirmation`. */
export const toPathPart = (value: string): string => value.toLowerCase().replaceAll('_', '-')

/** The value of an enum in a path, if it is one of these. */
export const fromPathPart = <Value extends string>(
  values: readonly Value[],
  part: string | undefined,
): Value | undefined => values.find((value) => toPathPart(value) === part)

export const contentLanguages = Object.keys(languageNames) as ContentLanguage[]

/** The languages of texts for buyers, that of the shop first. */
export const contentLanguagesOf = ({ locale }: { locale: string }): ContentLanguage[] => {
  const isOther = (language: ContentLanguage) => Number(toPathPart(language) !== locale)
  return [...contentLanguages].sort((a, b) => isOther(a) - isOther(b))
}

export const mailKinds = Object.keys(mailNames) as Kind[]
