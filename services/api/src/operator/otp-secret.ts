import { decryptWithAes, encryptWithAes } from '../platform/crypto/aes-gcm.ts'

/** Encrypts the secret of an operator's authenticator, bound to this account. */
export const encryptOtpSecret = (operatorKey: Buffer, accountId: string, secret: Buffer): Buffer =>
  encryptWithAes(operatorKey, secret.toString('base64'), Buffer.from(accountId))

/** @throws if the value was not encrypted for this account with this key */
export const decryptOtpSecret = (operatorKey: Buffer, accountId: string, encrypted: Buffer): Buffer =>
  Buffer.from(decryptWithAes(operatorKey, encrypted, Buffer.from(accountId)), 'base64')
