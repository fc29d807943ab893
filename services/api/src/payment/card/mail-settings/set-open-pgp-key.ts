import { writeAudit } from '../../../audit/write-audit.ts'
import type { MerchantContext } from '../../../app/context.ts'
import { reject } from '../../../kernel/errors.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import type { CardMail } from './card-mail.type.ts'
import { checkOpenPgpKey } from './check-open-pgp-key.ts'
import { loadCardMail } from './load-card-mail.ts'
import { sendKeyCode } from './send-key-code.ts'

/**
 * Mails a code that is encrypted to this OpenPGP key. Card mail is encrypted to the key once `confirmOpenPgpKey` was called
 * with the code; until then nothing changes. `fingerprint` is the one that the member confirmed, with or without spaces.
 * @throws OPENPGP_KEY_NOT_CONFIRMED when the fingerprint is not that of the key, or a code of `checkOpenPgpKey`.
 */
export async function setOpenPgpKey(
  ctx: MerchantContext,
  input: { armored: string; fingerprint: string },
): Promise<{ cardMail: CardMail }> {
  const { key } = await checkOpenPgpKey(ctx, input)
  if (input.fingerprint.replace(/\s/g, '').toUpperCase() !== key.fingerprint)
    return reject('OPENPGP_KEY_NOT_CONFIRMED', 'fingerprint')
  await inTransaction(ctx, async (tx) => {
    await sendKeyCode(tx, key)
    writeAudit(tx, { action: 'setOpenPgpKey', subject: key.fingerprint })
  })
  return { cardMail: await loadCardMail(ctx) }
}
