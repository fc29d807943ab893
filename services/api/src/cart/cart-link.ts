import { createHmac } from 'node:crypto'
import { encryptWithAes } from '../platform/crypto/aes-gcm.ts'
import { findDecrypted, type Keys } from '../platform/crypto/keys.ts'

/** How long a link to a cart works. */
export const CART_LINK_SECONDS = 7 * 86_400

/** Derived, so that what is sealed here can be mistaken for nothing else that the key signs. */
const linkKey = (visitorKey: Buffer): Buffer => createHmac('sha256', visitorKey).update('cart-link').digest()
const linkKeys = ([first, ...earlier]: Keys): Keys => [linkKey(first), ...earlier.map(linkKey)]

/** Whose cart a link opens, and until when: sealed with AES-256-GCM for this shop, in base64url. Nothing is stored. */
export function sealCartLink(
  [first]: Keys,
  shopId: string,
  link: { visitor: string; expiresAt: Date },
): string {
  const plain = `${link.visitor}.${Math.floor(link.expiresAt.getTime() / 1000).toString(36)}`
  return encryptWithAes(linkKey(first), plain, Buffer.from(shopId)).toString('base64url')
}

/** The key of the visitor whose cart the link opens; null for a forged, altered or expired link, and for one of another shop. */
export function openCartLink(keys: Keys, shopId: string, token: string, now: Date): string | null {
  const sealed = Buffer.from(token, 'base64url')
  if (sealed.length < 29 || sealed.length > 100) return null
  // Anybody can send any text as a token.
  const plain = findDecrypted(linkKeys(keys), sealed, Buffer.from(shopId))?.plain
  const [, visitor, expires] = /^([\w-]{22})\.([0-9a-z]{1,8})$/.exec(plain ?? '') ?? []
  if (!visitor || !expires) return null
  return parseInt(expires, 36) * 1000 > now.getTime() ? visitor : null
}
