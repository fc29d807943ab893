import { randomBytes } from 'node:crypto'
import { toBase32 } from '../platform/crypto/one-time-code.ts'
import { storePassword } from '../platform/crypto/password.ts'
import { encryptOtpSecret } from './otp-secret.ts'
import type { Keys } from '../platform/crypto/keys.ts'

/** What an operator signs in with; shown once. */
export interface OperatorCredentials {
  email: string
  /** 120 random bits, so that nobody has to judge how well it was chosen. */
  password: string
  /** The secret of the authenticator, in base32. */
  otpSecret: string
  /** The same as an address that authenticators read: `otpauth://totp/…`. */
  otpUri: string
}

/** New credentials, and what the database stores of them. */
export async function newCredentials(operatorKeys: Keys, accountId: string, email: string) {
  const password = randomBytes(15).toString('base64url')
  const secret = randomBytes(20)
  const otpSecret = toBase32(secret)
  const otpUri = `otpauth://totp/Triclic%20operator:${encodeURIComponent(email)}?secret=${otpSecret}&issuer=Triclic%20operator`
  const credentials: OperatorCredentials = { email, password, otpSecret, otpUri }
  const stored = await storePassword(password)
  return { credentials, stored: { ...stored, otpSecret: encryptOtpSecret(operatorKeys, accountId, secret) } }
}
