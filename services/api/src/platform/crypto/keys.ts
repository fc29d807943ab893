import { decryptWithAes, encryptWithAes } from './aes-gcm.ts'
import { isEqualText } from './sign.ts'

/**
 * One or several keys of 256 bits, the newest first. The first one signs and encrypts; what any of them signed or encrypted is accepted, so that a key
 * is replaced while the old one still works. See docs/operate/rotate-keys.md.
 */
export type Keys = readonly [Buffer, ...Buffer[]]

/** Encrypts with the first key (AES-256-GCM). */
export const encryptWithFirst = ([first]: Keys, plain: string, associated: Buffer): Buffer =>
  encryptWithAes(first, plain, associated)

/** What one of the keys decrypts, and which one; null if none does. */
export function findDecrypted(
  keys: Keys,
  encrypted: Buffer,
  associated: Buffer,
): { plain: string; key: Buffer } | null {
  for (const key of keys) {
    try {
      return { plain: decryptWithAes(key, encrypted, associated), key }
    } catch {
      // The tag tells: the value was encrypted with another key.
    }
  }
  return null
}

/** @throws when none of the keys encrypted the value with this associated data */
export function decryptWithAny(keys: Keys, encrypted: Buffer, associated: Buffer): string {
  const decrypted = findDecrypted(keys, encrypted, associated)
  if (decrypted) return decrypted.plain
  throw new Error(
    `None of the ${keys.length} keys decrypts the value. If an earlier key was removed too early, add it again as the last one.`,
  )
}

/** The key with which `make` makes this text, compared in constant time; undefined if there is none. */
export const findSigningKey = (keys: Keys, text: string, make: (key: Buffer) => string): Buffer | undefined =>
  keys.find((key) => isEqualText(make(key), text))

/** Whether `make` makes this text with one of the keys. */
export const isSignedByAny = (keys: Keys, text: string, make: (key: Buffer) => string): boolean =>
  findSigningKey(keys, text, make) !== undefined
