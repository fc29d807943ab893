import type { InTransaction, MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { RequestError } from '../kernel/errors.ts'
import { MailKind } from '../mail/mail.type.ts'
import { writeMails } from '../mail/write-mail.ts'
import type { MailText } from '../mail/texts/default-texts.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { lockMails } from './change-mail-settings.ts'
import { sampleText } from './sample-text.ts'
import type { MailTextRef } from './stored-mail-text.ts'

/** Test mails of a shop to one mailbox in an hour. */
export const TEST_MAILS_PER_HOUR = 10

/**
 * Sends a mail with a text that need not be saved to the member's own address: as a buyer would get it, but marked as a test.
 * @returns the address
 * @throws OperationError as changeMailText; RequestError RATE_LIMITED
 */
export async function sendTestMail(
  ctx: MerchantContext,
  { kind, language, text: input }: MailTextRef & { text?: MailText | null },
): Promise<{ sentTo: string }> {
  const text = await sampleText(ctx, { kind, language, text: input ?? null })
  return inTransaction(ctx, async (tx) => {
    await lockMails(tx)
    const [member] = await tx.em.execute<{ email: string }[]>('select email from member where id = ?', [
      tx.member.id,
    ])
    if (!member) throw new Error('The member no longer exists.')
    await countTestMail(tx, member.email)
    const details = { kind, language, ...text }
    await writeMails(tx, [{ orderId: null, kind: MailKind.TEST_MAIL, recipient: member.email, details }])
    writeAudit(tx, { action: 'sendTestMail', subject: `${kind} ${language}` })
    return { sentTo: member.email }
  })
}

/** @throws RequestError RATE_LIMITED */
async function countTestMail({ em, shop }: InTransaction<MerchantContext>, email: string): Promise<void> {
  const [row] = await em.execute<{ retryAfter: number }[]>(
    `select ceil(extract(epoch from created_at + interval '1 hour' - now()))::int as "retryAfter" from mail
     where shop_id = ? and mailbox = mailbox_of(?) and created_at > now() - interval '1 hour' and kind = ?
     order by created_at desc offset ? limit 1`,
    [shop.id, email, MailKind.TEST_MAIL, TEST_MAILS_PER_HOUR - 1],
  )
  if (row)
    throw new RequestError('RATE_LIMITED', 'Too many test emails in the last hour; try again later.', {
      retryAfter: Math.max(1, row.retryAfter),
    })
}
