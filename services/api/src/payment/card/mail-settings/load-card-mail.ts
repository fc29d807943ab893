import type { MerchantContext } from '../../../app/context.ts'
import { validateKey } from '../../../platform/crypto/openpgp.ts'
import { findCardsUnavailableReason } from '../../../shop/available-payment-modes.ts'
import { versionOf } from '../../../platform/crypto/version-of.ts'
import type { CardMail } from './card-mail.type.ts'

/** The shop's card mail settings and whether it can take cards, from this process's shop cache. */
export async function loadCardMail({ shop }: Pick<MerchantContext, 'shop'>): Promise<CardMail> {
  const now = new Date()
  const { fragmentTo, openPgpKey, openPgpRequired } = shop
  const unreadableKey = openPgpKey && { fingerprint: openPgpKey.fingerprint, userIds: [], expiresAt: null }
  return {
    fragmentTo,
    version: versionOf(fragmentTo),
    openPgpKey: (openPgpKey && (await validateKey(openPgpKey.armored, now)).key) ?? unreadableKey,
    openPgpRequired,
    cardStop: await findCardsUnavailableReason(shop, now),
  }
}
