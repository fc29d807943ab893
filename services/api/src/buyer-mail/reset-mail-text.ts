import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { replaceText, toEditable, type EditableMailText, type MailTextRef } from './stored-mail-text.ts'

/** Goes back to the default text. @throws OperationError SETTINGS_CHANGED_MEANWHILE */
export const resetMailText = (
  ctx: MerchantContext,
  { kind, language, version }: MailTextRef & { version?: string | null | undefined },
): Promise<EditableMailText> =>
  replaceText(ctx, { kind, language, version }, async (tx) => {
    const removed = await tx.em.execute<object[]>(
      'delete from mail_text where shop_id = ? and kind = ? and language = ? returning kind',
      [tx.shop.id, kind, language],
    )
    if (removed.length > 0) writeAudit(tx, { action: 'resetMailText', subject: `${kind} ${language}` })
    return toEditable({ kind, language }, undefined)
  })
