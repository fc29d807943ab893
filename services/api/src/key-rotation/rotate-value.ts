import { encryptWithFirst, findDecrypted, type Keys } from '../platform/crypto/keys.ts'
import type { Found } from './key-report.ts'

interface StoredValue {
  keys: Keys
  encrypted: Buffer
  associated: Buffer
  renews: boolean
  /** Stores the value if it is still the one that was read, and tells whether it was. */
  replace(renewed: Buffer): Promise<boolean>
}

/** Tells which key encrypted a value, and encrypts it with the first one if that is asked for. */
export async function rotateValue({
  keys,
  encrypted,
  associated,
  renews,
  replace,
}: StoredValue): Promise<Found> {
  const decrypted = findDecrypted(keys, encrypted, associated)
  if (!decrypted) return 'unreadable'
  if (decrypted.key === keys[0]) return 'current'
  if (!renews) return 'earlier'
  return (await replace(encryptWithFirst(keys, decrypted.plain, associated))) ? 'renewed' : 'earlier'
}
