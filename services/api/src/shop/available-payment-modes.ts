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

const IN_ORDER = ['BANK', 'CARD'] as const satisfies Shop['paymentModes']

/**
 * The payment modes that some buyer on the website can use, BANK first: without CARD while the shop cannot take cards or takes them for telephone and
 * mail orders only, and without BANK while it has no bank.
 */
export async function availablePaymentModes(
  shop: Settings & Pick<Shop, 'cardOffer'>,
  hasBank: boolean,
  now: Date,
): Promise<Shop['paymentModes']> {
  const takesCards = shop.cardOffer !== 'TELEPHONE_AND_MAIL' && (await acceptsCards(shop, now))
  const isAvailable = { CARD: takesCards, BANK: hasBank }
  return IN_ORDER.filter((mode) => shop.paymentModes.includes(mode) && isAvailable[mode])
}
