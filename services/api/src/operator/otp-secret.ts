import { decryptWithAny, encryptWithFirst, type Keys } from '../platform/crypto/keys.ts'

/** Encrypts the secret of an operator's authenticator, bound to this account. */
export const encryptOtpSecret = (operatorKeys: Keys, accountId: string, secret: Buffer): Buffer =>
  encryptWithFirst(operatorKeys, secret.toString('base64'), Buffer.from(accountId))

/** @throws if the value was not encrypted for this account with one of these keys */
export const decryptOtpSecret = (operatorKeys: Keys, accountId: string, encrypted: Buffer): Buffer =>
  Buffer.from(decryptWithAny(operatorKeys, encrypted, Buffer.from(accountId)), 'base64')
