import { isUsableKey } from '../platform/openpgp.ts'
import type { Shop } from './shops.ts'

/** Why a shop takes no card although it wants to: its key has expired or was revoked, or a compulsory one is not there. */
export type CardStop = 'OPENPGP_KEY_UNUSABLE' | 'OPENPGP_KEY_MISSING'

/** Once a key was given, no fragment leaves in clear: a key that can't be encrypted to stops cards until it is mended. */
export async function whyCardsStopped(
  shop: Pick<Shop, 'openPgpKey' | 'openPgpRequired'>,
  now: Date,
): Promise<CardStop | null> {
  if (!shop.openPgpKey) return shop.openPgpRequired ? 'OPENPGP_KEY_MISSING' : null
  return (await isUsableKey(shop.openPgpKey.armored, now)) ? null : 'OPENPGP_KEY_UNUSABLE'
}

/** The shop's payment modes, without CARD while its cards are stopped. */
export async function paymentModesNow(shop: Shop, now: Date): Promise<Shop['paymentModes']> {
  if (!shop.paymentModes.includes('CARD') || !(await whyCardsStopped(shop, now))) return shop.paymentModes
  return shop.paymentModes.filter((mode) => mode !== 'CARD')
}
