import type { MerchantContext } from '../../../app/context.ts'
import { reject } from '../../../kernel/errors.ts'
import type { CardMail } from './card-mail.type.ts'
import { changeCardMail } from './change-card-mail.ts'
import { checkOpenPgpKey } from './check-open-pgp-key.ts'

/**
 * Sets the OpenPGP key to which later card mail is encrypted. `fingerprint` is the one that the member confirmed, with or
 * without spaces.
 * @throws OPENPGP_KEY_NOT_CONFIRMED when the fingerprint is not that of the key, or a code of `checkOpenPgpKey`.
 */
export async function setOpenPgpKey(
  ctx: MerchantContext,
  input: { armored: string; fingerprint: string },
): Promise<{ cardMail: CardMail }> {
  const { key } = await checkOpenPgpKey(ctx, input)
  if (input.fingerprint.replace(/\s/g, '').toUpperCase() !== key.fingerprint)
    return reject('OPENPGP_KEY_NOT_CONFIRMED', 'fingerprint')
  return changeCardMail(ctx, {
    set: { openpgp_key: key.armored, openpgp_fingerprint: key.fingerprint },
    action: 'setOpenPgpKey',
    subject: key.fingerprint,
  })
}
