import { renderHtml } from '../../../mail/render-html.ts'
import { renderText } from '../../../mail/render-text.ts'
import { encryptToKey } from '../../../platform/crypto/openpgp.ts'
import { writeInnerPart } from '../../../platform/crypto/pgp-mime.ts'
import type { Shop } from '../../../shop/shop-cache.ts'
import { cardFragment, type FragmentOf } from '../../mails/card-fragment.ts'

/** What a fragment's seal holds: the six digits, or the whole mail encrypted to the shop's own OpenPGP key. */
export type FragmentContent = { missing: string } | { encrypted: string }

/** A mail of some 8 kB takes 12; what is larger is a fault and is neither queued nor sent. */
const MOST_LENGTH = 65_536
const ARMOR = /^-----BEGIN PGP MESSAGE-----\r?\n[\x20-\x7e\r\n]+-----END PGP MESSAGE-----\s*$/

/**
 * The fragment as it goes into its seal. With a key of the shop's, the mail is written and encrypted here and now, so that
 * neither queue, worker nor relay can read it. @throws when the key can't be encrypted to at `now`.
 */
export async function buildFragment(
  place: { shop: Shop; portalUrl: string },
  of: FragmentOf,
  missing: string,
  now: Date,
): Promise<string> {
  const key = place.shop.openPgpKey
  if (!key) return missing
  const letter = cardFragment(place, of, missing)
  const inner = { subject: letter.subject, text: renderText(letter), html: renderHtml(letter) }
  const encrypted = await encryptToKey(key.armored, await writeInnerPart(inner), now)
  if (encrypted.length > MOST_LENGTH) throw new Error('The encrypted fragment is too large.')
  return encrypted
}

/** What came out of the seal; null for what `buildFragment` does not write. */
export function parseFragment(opened: string): FragmentContent | null {
  if (/^\d{6}$/.test(opened)) return { missing: opened }
  return opened.length <= MOST_LENGTH && ARMOR.test(opened) ? { encrypted: opened } : null
}
