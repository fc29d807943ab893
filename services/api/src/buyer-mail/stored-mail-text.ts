import type { InTransaction, MerchantContext } from '../app/context.ts'
import { reject, type Language } from '../kernel/errors.ts'
import {
  DEFAULT_TEXTS,
  PLACEHOLDERS,
  type BuyerMailKind,
  type MailText,
} from '../mail/texts/default-texts.ts'
import { versionOf } from '../platform/crypto/version-of.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { lockMails } from './change-mail-settings.ts'

/** The text of a mail in one language: what is sent, and what would be sent without a text of the shop's own. */
export interface EditableMailText extends MailText {
  kind: BuyerMailKind
  language: Language
  isDefault: boolean
  default: MailText
  placeholders: readonly string[]
  version: string
}

export interface MailTextRef {
  kind: BuyerMailKind
  language: Language
}

const versionOfText = ({ subject, introduction, closing }: MailText): string =>
  versionOf(subject, introduction, closing)

export const isSame = (one: MailText, other: MailText): boolean => versionOfText(one) === versionOfText(other)

export function toEditable({ kind, language }: MailTextRef, own: MailText | undefined): EditableMailText {
  const defaults = DEFAULT_TEXTS[kind][language]
  const { subject, introduction, closing } = own ?? defaults
  return {
    ...{ kind, language, subject, introduction, closing },
    isDefault: own === undefined,
    default: defaults,
    placeholders: PLACEHOLDERS[kind],
    version: versionOfText(own ?? defaults),
  }
}

/** Locks the text, checks that it is still the one that the change is based on, and changes it. */
export const replaceText = <T>(
  ctx: MerchantContext,
  { kind, language, version }: MailTextRef & { version?: string | null | undefined },
  change: (tx: InTransaction<MerchantContext>, before: MailText) => Promise<T>,
): Promise<T> =>
  inTransaction(ctx, async (tx) => {
    await lockMails(tx)
    const before = (await selectText(tx, { kind, language })) ?? DEFAULT_TEXTS[kind][language]
    if (version && version !== versionOfText(before)) reject('SETTINGS_CHANGED_MEANWHILE', 'version')
    return change(tx, before)
  })

export async function selectText(
  { em, shop }: InTransaction<MerchantContext>,
  { kind, language }: MailTextRef,
): Promise<MailText | undefined> {
  const [text] = await em.execute<MailText[]>(
    'select subject, introduction, closing from mail_text where shop_id = ? and kind = ? and language = ?',
    [shop.id, kind, language],
  )
  return text
}
