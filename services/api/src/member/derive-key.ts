import { hkdfSync } from 'node:crypto'

/** A 256-bit key for one purpose, derived from the api's key. */
export const deriveKey = (apiKey: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', apiKey, Buffer.alloc(0), purpose, 32))
