import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

// Sealed value: 12 bytes nonce, ciphertext, 16 bytes tag (AES-256-GCM), bound to the member.

const NONCE = 12
const TAG = 16

const keyFrom = (apiKey: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', apiKey, Buffer.alloc(0), 'member mfa secret', 32))

/** Seals a member's one-time-code secret under a key derived from the api's own. */
export function sealMfaSecret(apiKey: Buffer, memberId: string, secret: Buffer): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyFrom(apiKey), nonce).setAAD(Buffer.from(memberId))
  return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()])
}

/** @throws when the value was not sealed for this member under this key. */
export function openMfaSecret(apiKey: Buffer, memberId: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', keyFrom(apiKey), sealed.subarray(0, NONCE), {
    authTagLength: TAG,
  })
  decipher.setAAD(Buffer.from(memberId)).setAuthTag(sealed.subarray(-TAG))
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()])
}
