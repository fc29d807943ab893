import type { MerchantContext } from '../../../app/context.ts'
import type { CardMail } from './card-mail.type.ts'
import { changeCardMail } from './change-card-mail.ts'
import { loadCardMail } from './load-card-mail.ts'

/** From now on the shop's card mail is written in clear; or no card is taken, where a key is compulsory. */
export async function removeOpenPgpKey(ctx: MerchantContext): Promise<{ cardMail: CardMail }> {
  const { openPgpKey } = ctx.shop
  if (!openPgpKey) return { cardMail: await loadCardMail(ctx) }
  return changeCardMail(ctx, {
    set: { openpgp_key: null, openpgp_fingerprint: null },
    action: 'removeOpenPgpKey',
    subject: openPgpKey.fingerprint,
  })
}
