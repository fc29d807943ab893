import type { MerchantContext } from '../app/context.ts'
import type { Language } from '../kernel/errors.ts'
import { BUYER_MAIL_KINDS, type MailText } from '../mail/texts/default-texts.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toEditable, type EditableMailText, type MailTextRef } from './stored-mail-text.ts'

const LANGUAGES: readonly Language[] = ['fr', 'en']

/** The texts of all mails to buyers in both languages. */
export const listMailTexts = (ctx: MerchantContext): Promise<EditableMailText[]> =>
  inTransaction(ctx, async ({ em, shop }) => {
    const rows = await em.execute<(MailText & MailTextRef)[]>(
      'select kind, language, subject, introduction, closing from mail_text where shop_id = ?',
      [shop.id],
    )
    return BUYER_MAIL_KINDS.flatMap((kind) =>
      LANGUAGES.map((language) =>
        toEditable(
          { kind, language },
          rows.find((row) => row.kind === kind && row.language === language),
        ),
      ),
    )
  })
