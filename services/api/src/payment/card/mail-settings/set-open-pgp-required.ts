import type { MerchantContext } from '../../../app/context.ts'
import type { CardMail } from './card-mail.type.ts'
import { changeCardMail } from './change-card-mail.ts'
import { loadCardMail } from './load-card-mail.ts'

/** Sets whether the shop takes cards only while it has a usable OpenPGP key. */
export async function setOpenPgpRequired(
  ctx: MerchantContext,
  { required }: { required: boolean },
): Promise<{ cardMail: CardMail }> {
  if (required === ctx.shop.openPgpRequired) return { cardMail: await loadCardMail(ctx) }
  return changeCardMail(ctx, {
    set: { openpgp_required: required },
    action: 'setOpenPgpRequired',
    subject: required ? 'required' : 'not required',
  })
}
