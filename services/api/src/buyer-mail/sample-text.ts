import type { MerchantContext } from '../app/context.ts'
import { DEFAULT_TEXTS, type MailText } from '../mail/texts/default-texts.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { parseMailText } from './check-mail-text.ts'
import { selectText, type MailTextRef } from './stored-mail-text.ts'

/** The text to show or to send as a test: the given one, or without it the one that is sent now. @throws OperationError as changeMailText */
export async function sampleText(
  ctx: MerchantContext,
  { kind, language, text }: MailTextRef & { text?: MailText | null },
): Promise<MailText> {
  if (text) return parseMailText(kind, text)
  const stored = await inTransaction(ctx, (tx) => selectText(tx, { kind, language }))
  return stored ?? DEFAULT_TEXTS[kind][language]
}
