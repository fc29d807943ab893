import type { MerchantContext } from '../../../app/context.ts'
import { validateKey } from '../../../platform/crypto/openpgp.ts'
import { findCardsUnavailableReason } from '../../../shop/available-payment-modes.ts'
import type { CardMail } from './card-mail.type.ts'

/** Where the shop's card mail goes, and whether cards are taken, as this process knows the shop. */
export async function loadCardMail({ shop }: Pick<MerchantContext, 'shop'>): Promise<CardMail> {
  const now = new Date()
  const { fragmentTo, openPgpKey, openPgpRequired } = shop
  const unread = openPgpKey && { fingerprint: openPgpKey.fingerprint, userIds: [], expiresAt: null }
  return {
    fragmentTo,
    openPgpKey: (openPgpKey && (await validateKey(openPgpKey.armored, now)).key) ?? unread,
    openPgpRequired,
    cardStop: await findCardsUnavailableReason(shop, now),
  }
}
