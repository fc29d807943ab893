import type { Shop } from '../../shop/shop-cache.ts'
import { loadCardMail } from '../card/mail-settings/load-card-mail.ts'
import type { CardMailWarning } from './shop-alerts.type.ts'

const SOON_MS = 30 * 86_400_000

/** The warning for a shop that takes no cards, or whose OpenPGP key expires within 30 days; null if nothing is wrong. */
export async function findCardMailWarning(shop: Shop): Promise<CardMailWarning | null> {
  const { cardStop, openPgpKey } = await loadCardMail({ shop })
  if (cardStop) return { reason: cardStop, keyExpiresAt: null }
  const keyExpiresAt = openPgpKey?.expiresAt
  return keyExpiresAt && keyExpiresAt.getTime() - Date.now() <= SOON_MS
    ? { reason: 'KEY_EXPIRES_SOON', keyExpiresAt }
    : null
}
