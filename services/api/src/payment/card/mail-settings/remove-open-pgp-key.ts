import type { MerchantContext } from '../../../app/context.ts'
import type { CardMail } from './card-mail.type.ts'
import { changeCardMail } from './change-card-mail.ts'
import { loadCardMail } from './load-card-mail.ts'

/** Removes the key: later card mail is not encrypted or, where a key is required, no card is taken. */
export async function removeOpenPgpKey(ctx: MerchantContext): Promise<{ cardMail: CardMail }> {
  const { openPgpKey } = ctx.shop
  if (!openPgpKey) return { cardMail: await loadCardMail(ctx) }
  return changeCardMail(ctx, {
    set: { openpgp_key: null, openpgp_fingerprint: null },
    action: 'removeOpenPgpKey',
    subject: openPgpKey.fingerprint,
  })
}
