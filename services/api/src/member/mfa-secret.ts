import { decryptWithAny, encryptWithFirst, type Keys } from '../platform/crypto/keys.ts'
import { deriveKeys } from './derive-key.ts'

/** The keys that encrypt the secrets of authenticators. */
export const mfaKeys = (apiKeys: Keys): Keys => deriveKeys(apiKeys, 'member mfa secret')

/** Encrypts the secret of a member's authenticator, bound to this member, with a key derived from the api's first key. */
export const encryptMfaSecret = (apiKeys: Keys, memberId: string, secret: Buffer): Buffer =>
  encryptWithFirst(mfaKeys(apiKeys), secret.toString('base64'), Buffer.from(memberId))

/** @throws if the value was not encrypted for this member with one of these keys */
export const decryptMfaSecret = (apiKeys: Keys, memberId: string, encrypted: Buffer): Buffer =>
  Buffer.from(decryptWithAny(mfaKeys(apiKeys), encrypted, Buffer.from(memberId)), 'base64')
