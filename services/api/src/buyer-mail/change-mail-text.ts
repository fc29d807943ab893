import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { DEFAULT_TEXTS, type MailText } from '../mail/texts/default-texts.ts'
import { parseMailText } from './check-mail-text.ts'
import { resetMailText } from './reset-mail-text.ts'
import {
  isSame,
  replaceText,
  toEditable,
  type EditableMailText,
  type MailTextRef,
} from './stored-mail-text.ts'

/**
 * Changes the text of a mail in one language. The default text itself is not stored, so that it follows the platform's.
 *
 * @param input `version` of what the change is based on; absent to overwrite whatever is stored
 * @throws OperationError REQUIRED, TEXT_TOO_LONG, CARD_NUMBER_NOT_ALLOWED, MAIL_LINK_INSECURE and MAIL_PLACEHOLDER_UNKNOWN, all at once, or
 *   SETTINGS_CHANGED_MEANWHILE
 */
export function changeMailText(
  ctx: MerchantContext,
  { kind, language, text: input, version }: MailTextRef & { text: MailText; version?: string | null },
): Promise<EditableMailText> {
  const text = parseMailText(kind, input)
  if (isSame(text, DEFAULT_TEXTS[kind][language])) return resetMailText(ctx, { kind, language, version })
  return replaceText(ctx, { kind, language, version }, async (tx, before) => {
    if (isSame(text, before)) return toEditable({ kind, language }, text)
    await tx.em.execute(
      `insert into mail_text (shop_id, kind, language, subject, introduction, closing) values (?, ?, ?, ?, ?, ?)
       on conflict (shop_id, kind, language) do update set subject = excluded.subject, introduction = excluded.introduction, closing = excluded.closing`,
      [tx.shop.id, kind, language, text.subject, text.introduction, text.closing],
    )
    const changed = (['subject', 'introduction', 'closing'] as const).filter(
      (name) => text[name] !== before[name],
    )
    writeAudit(tx, { action: 'changeMailText', subject: `${kind} ${language}: ${changed.join(', ')}` })
    return toEditable({ kind, language }, text)
  })
}
