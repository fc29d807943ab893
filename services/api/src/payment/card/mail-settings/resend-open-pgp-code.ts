import { writeAudit } from '../../../audit/write-audit.ts'
import type { MerchantContext } from '../../../app/context.ts'
import { reject } from '../../../kernel/errors.ts'
import { isUsableKey } from '../../../platform/crypto/openpgp.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import type { CardMail } from './card-mail.type.ts'
import { loadCardMail } from './load-card-mail.ts'
import { sendKeyCode } from './send-key-code.ts'

/**
 * Mails a new code for the unconfirmed key. Earlier codes stop working.
 * @throws NOT_FOUND without an unconfirmed key; OPENPGP_KEY_EXPIRED when it has expired since
 */
export async function resendOpenPgpCode(ctx: MerchantContext): Promise<{ cardMail: CardMail }> {
  await inTransaction(ctx, async (tx) => {
    const [key] = await tx.em.execute<{ armored: string; fingerprint: string }[]>(
      'select armored, fingerprint from unconfirmed_openpgp_key where shop_id = ? for update',
      [tx.shop.id],
    )
    if (!key) return reject('NOT_FOUND')
    if (!(await isUsableKey(key.armored, new Date()))) return reject('OPENPGP_KEY_EXPIRED')
    await sendKeyCode(tx, key)
    writeAudit(tx, { action: 'resendOpenPgpCode', subject: key.fingerprint })
  })
  return { cardMail: await loadCardMail(ctx) }
}
