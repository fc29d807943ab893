import { isUsableKey } from '../platform/crypto/openpgp.ts'
import type { Shop } from './shop.ts'

/** Why a shop cannot take cards: its OpenPGP key has expired or was revoked, or a required key is missing. */
export type CardsUnavailableReason = 'OPENPGP_KEY_UNUSABLE' | 'OPENPGP_KEY_MISSING'

/** A shop with an unusable key takes no cards, because its card mails must not be sent unencrypted. */
export async function findCardsUnavailableReason(
  shop: Pick<Shop, 'openPgpKey' | 'openPgpRequired'>,
  now: Date,
): Promise<CardsUnavailableReason | null> {
  if (!shop.openPgpKey) return shop.openPgpRequired ? 'OPENPGP_KEY_MISSING' : null
  return (await isUsableKey(shop.openPgpKey.armored, now)) ? null : 'OPENPGP_KEY_UNUSABLE'
}

type Settings = Pick<Shop, 'paymentModes' | 'openPgpKey' | 'openPgpRequired'>

export const acceptsCards = async (shop: Settings, now: Date): Promise<boolean> =>
  shop.paymentModes.includes('CARD') && !(await findCardsUnavailableReason(shop, now))

/** The shop's payment modes without CARD while it cannot take cards, and without BANK while it has no bank. */
export async function availablePaymentModes(
  shop: Settings,
  hasBank: boolean,
  now: Date,
): Promise<Shop['paymentModes']> {
  const isAvailable = { CARD: await acceptsCards(shop, now), BANK: hasBank }
  return shop.paymentModes.filter((mode) => isAvailable[mode])
}
