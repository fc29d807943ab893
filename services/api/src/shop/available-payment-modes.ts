import { isUsableKey } from '../platform/crypto/openpgp.ts'
import type { Shop } from './shop-cache.ts'

/** Why a shop takes no card although it wants to: its key has expired or was revoked, or a compulsory one is not there. */
export type CardsUnavailableReason = 'OPENPGP_KEY_UNUSABLE' | 'OPENPGP_KEY_MISSING'

/** Once a key was given, no fragment leaves in clear: a key that can't be encrypted to stops cards until it is mended. */
export async function whyCardsUnavailable(
  shop: Pick<Shop, 'openPgpKey' | 'openPgpRequired'>,
  now: Date,
): Promise<CardsUnavailableReason | null> {
  if (!shop.openPgpKey) return shop.openPgpRequired ? 'OPENPGP_KEY_MISSING' : null
  return (await isUsableKey(shop.openPgpKey.armored, now)) ? null : 'OPENPGP_KEY_UNUSABLE'
}

type Settings = Pick<Shop, 'paymentModes' | 'openPgpKey' | 'openPgpRequired'>

export const acceptsCards = async (shop: Settings, now: Date): Promise<boolean> =>
  shop.paymentModes.includes('CARD') && !(await whyCardsUnavailable(shop, now))

/** The shop's payment modes: CARD not while its cards are stopped, BANK not while it has no bank to send a buyer to. */
export async function availablePaymentModes(
  shop: Settings,
  hasBank: boolean,
  now: Date,
): Promise<Shop['paymentModes']> {
  const offered = { CARD: await acceptsCards(shop, now), BANK: hasBank }
  return shop.paymentModes.filter((mode) => offered[mode])
}
