import type { MerchantContext } from '../../../app/context.ts'
import type { CardMail } from './card-mail.type.ts'
import { changeCardMail } from './change-card-mail.ts'

/** Sets whether the shop takes cards only while it has a usable OpenPGP key. */
export const setOpenPgpRequired = (
  ctx: MerchantContext,
  { required }: { required: boolean },
): Promise<{ cardMail: CardMail }> =>
  changeCardMail(ctx, (stored) =>
    required === stored.openPgpRequired
      ? null
      : {
          set: { openpgp_required: required },
          action: 'setOpenPgpRequired',
          subject: required ? 'required' : 'not required',
        },
  )
