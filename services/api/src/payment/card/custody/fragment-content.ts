import { renderHtml } from '../../../mail/render-html.ts'
import { renderText } from '../../../mail/render-text.ts'
import { encryptToKey } from '../../../platform/crypto/openpgp.ts'
import { writeInnerPart } from '../../../platform/crypto/pgp-mime.ts'
import type { Shop } from '../../../shop/shop.ts'
import { cardFragmentMail, type CardFragmentDetails } from '../../mails/card-fragment.ts'

/** A decrypted card fragment: the last six digits, or the whole mail encrypted to the shop's own OpenPGP key. */
export type FragmentContent = { lastSix: string } | { encryptedMail: string }

/** In characters. An encrypted mail takes about 12 kB; anything larger than this is a defect. */
const MAX_LENGTH = 65_536
const ARMOR = /^-----BEGIN PGP MESSAGE-----\r?\n[\x20-\x7e\r\n]+-----END PGP MESSAGE-----\s*$/

/**
 * Returns what is sealed for the worker: the last six digits or, for a shop with an OpenPGP key, the mail already
 * encrypted to that key, so that neither the queue, the worker nor the mail relay can read it.
 * @throws Error when nothing can be encrypted to the key at `now`.
 */
export async function buildFragment(
  { shop, portalUrl }: { shop: Shop; portalUrl: string },
  details: CardFragmentDetails,
  lastSix: string,
  now: Date,
): Promise<string> {
  if (!shop.openPgpKey) return lastSix
  const mail = cardFragmentMail({ shop, portalUrl }, details, lastSix)
  const inner = { subject: mail.subject, text: renderText(mail), html: renderHtml(mail) }
  const encrypted = await encryptToKey(shop.openPgpKey.armored, await writeInnerPart(inner), now)
  if (encrypted.length > MAX_LENGTH) throw new Error('The encrypted card fragment is too large.')
  return encrypted
}

/** Parses a decrypted card fragment. Null for anything that `buildFragment` does not return. */
export function parseFragment(decrypted: string): FragmentContent | null {
  if (/^\d{6}$/.test(decrypted)) return { lastSix: decrypted }
  return decrypted.length <= MAX_LENGTH && ARMOR.test(decrypted) ? { encryptedMail: decrypted } : null
}
