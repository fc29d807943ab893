import { findKeyExpiry } from '../../platform/crypto/openpgp.ts'
import { findCardsUnavailableReason } from '../../shop/available-payment-modes.ts'
import type { Shop } from '../../shop/shop.ts'
import type { CardMailWarning } from './shop-alerts.type.ts'

const SOON_MS = 30 * 86_400_000

/** The warning for a shop that takes no cards, or whose OpenPGP key expires within 30 days; null if nothing is wrong. */
export async function findCardMailWarning(shop: Shop): Promise<CardMailWarning | null> {
  const now = new Date()
  const reason = await findCardsUnavailableReason(shop, now)
  if (reason) return { reason, keyExpiresAt: null }
  const keyExpiresAt = shop.openPgpKey && (await findKeyExpiry(shop.openPgpKey.armored))
  return keyExpiresAt && keyExpiresAt.getTime() - now.getTime() <= SOON_MS
    ? { reason: 'KEY_EXPIRES_SOON', keyExpiresAt }
    : null
}
