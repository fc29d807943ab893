import { decryptWithAes, encryptWithAes } from '../platform/crypto/aes-gcm.ts'
import { deriveKey } from './derive-key.ts'

const keyFrom = (apiKey: Buffer): Buffer => deriveKey(apiKey, 'member mfa secret')

/** Encrypts the secret of a member's authenticator, bound to this member, with a key derived from the api's key. */
export const encryptMfaSecret = (apiKey: Buffer, memberId: string, secret: Buffer): Buffer =>
  encryptWithAes(keyFrom(apiKey), secret.toString('base64'), Buffer.from(memberId))

/** @throws if the value was not encrypted for this member with this key */
export const decryptMfaSecret = (apiKey: Buffer, memberId: string, encrypted: Buffer): Buffer =>
  Buffer.from(decryptWithAes(keyFrom(apiKey), encrypted, Buffer.from(memberId)), 'base64')
