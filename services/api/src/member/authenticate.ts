import type { MerchantRequest } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { findStepOfCode } from '../platform/crypto/one-time-code.ts'
import { provePassword } from '../platform/crypto/password.ts'
import { decryptMfaSecret } from './mfa-secret.ts'
import { countAttempt, uncountAttempt } from './sign-in-limit.ts'
import {
  checkPassword,
  clearSignInAttempts,
  findPasswordParameters,
  redeemCode,
  uncountSignInAttempt,
  type PasswordCheck,
} from './password-check.ts'

export interface Credentials {
  email: string
  password: string
  /** One-time code; required from members who have set up two-factor authentication. */
  otp?: string | null
}

/**
 * Checks the credentials and returns the check of the password. An unknown email address, a wrong password and a locked account
 * give the same error, and each failure counts towards the lock. Works without Redis.
 *
 * @throws OperationError INVALID_CREDENTIALS, OTP_REQUIRED, OTP_INVALID; RequestError RATE_LIMITED
 */
export async function authenticate(
  request: MerchantRequest,
  credentials: Credentials,
): Promise<PasswordCheck> {
  await countAttempt(request.address)
  const em = request.app.orm.em.fork()
  const parameters = await findPasswordParameters(em, credentials.email)
  const proof = await provePassword(parameters, credentials.password)
  const check = await checkPassword(em, credentials.email, proof)
  if (!check) return reject('INVALID_CREDENTIALS')
  if (check.encryptedMfaSecret) {
    if (!credentials.otp?.trim()) {
      await uncountSignInAttempt(em, check)
      await uncountAttempt(request.address)
      return reject('OTP_REQUIRED', 'otp')
    }
    const secret = decryptMfaSecret(request.app.env.bankKey, check.memberId, check.encryptedMfaSecret)
    const step = findStepOfCode(secret, credentials.otp, new Date())
    if (step === null || !(await redeemCode(em, check, step))) return reject('OTP_INVALID', 'otp')
  }
  await clearSignInAttempts(em, check)
  await uncountAttempt(request.address)
  return check
}
