import { hkdfSync } from 'node:crypto'
import { decryptWithAes, encryptWithAes } from '../platform/crypto/aes-gcm.ts'

const keyFrom = (apiKey: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', apiKey, Buffer.alloc(0), 'member mfa secret', 32))

/** Seals a member's one-time-code secret, for this member alone, under a key derived from the api's own. */
export const encryptMfaSecret = (apiKey: Buffer, memberId: string, secret: Buffer): Buffer =>
  encryptWithAes(keyFrom(apiKey), secret.toString('base64'), Buffer.from(memberId))

/** @throws when the value was not sealed for this member under this key. */
export const decryptMfaSecret = (apiKey: Buffer, memberId: string, sealed: Buffer): Buffer =>
  Buffer.from(decryptWithAes(keyFrom(apiKey), sealed, Buffer.from(memberId)), 'base64')
