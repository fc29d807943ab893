import { hkdfSync } from 'node:crypto'
import type { Keys } from '../platform/crypto/keys.ts'

/** A 256-bit key for one purpose, derived from the api's key. */
export const deriveKey = (apiKey: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', apiKey, Buffer.alloc(0), purpose, 32))

/** The same of each key. */
export const deriveKeys = ([first, ...earlier]: Keys, purpose: string): Keys => [
  deriveKey(first, purpose),
  ...earlier.map((key) => deriveKey(key, purpose)),
]
