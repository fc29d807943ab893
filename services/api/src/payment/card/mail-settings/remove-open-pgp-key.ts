import type { MerchantContext } from '../../../app/context.ts'
import type { CardMail } from './card-mail.type.ts'
import { changeCardMail } from './change-card-mail.ts'

/** Removes the key: later card mail is not encrypted or, where a key is required, no card is taken. */
export const removeOpenPgpKey = (ctx: MerchantContext): Promise<{ cardMail: CardMail }> =>
  changeCardMail(ctx, ({ openPgpFingerprint: subject }) =>
    subject === null
      ? null
      : { set: { openpgp_key: null, openpgp_fingerprint: null }, action: 'removeOpenPgpKey', subject },
  )
