import type { MerchantRequest } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { provePassword } from '../platform/crypto/password.ts'
import { subjectsOfSession, subjectsOfSignIn } from './attempt-subjects.ts'
import { countAttempt, forgiveAttempts, uncountAttempt } from './count-attempt.ts'
import { readDeviceToken } from './known-device.ts'
import { redeemSecondFactor } from './redeem-second-factor.ts'
import {
  checkPassword,
  clearSignInAttempts,
  findSignIn,
  uncountSignInAttempt,
  type PasswordCheck,
} from './password-check.ts'

export interface Credentials {
  email: string
  password: string
  /** One-time code or recovery code; required from members who have set up two-factor authentication. */
  otp?: string | null
  /** Given by an earlier sign-in on the same device. */
  deviceToken?: string | null
}

/**
 * Checks the credentials and returns the check of the password. An unknown email address and a wrong password give
 * the same error, and delay the next attempt alike. `tokenHash` names the session of a member who is asked again. Works without Redis.
 *
 * @throws OperationError INVALID_CREDENTIALS, OTP_REQUIRED, OTP_INVALID; RequestError RATE_LIMITED
 */
export async function authenticate(
  request: MerchantRequest,
  credentials: Credentials,
  tokenHash: string | null = null,
): Promise<PasswordCheck> {
  const em = request.app.orm.em.fork()
  const email = credentials.email.trim().toLowerCase()
  const signIn = await findSignIn(em, email)
  const deviceId =
    signIn && readDeviceToken(request.app.env.bankKeys, signIn.memberId, credentials.deviceToken)
  const subjects = tokenHash
    ? subjectsOfSession(request, tokenHash)
    : subjectsOfSignIn(request, { email, deviceId })
  await countAttempt(em, subjects)
  const proof = await provePassword(signIn?.parameters ?? null, credentials.password)
  const check = await checkPassword(em, email, proof)
  if (!check) return reject('INVALID_CREDENTIALS')
  if (check.encryptedMfaSecret) {
    if (!credentials.otp?.trim()) {
      await uncountSignInAttempt(em, check)
      await uncountAttempt(em, subjects)
      return reject('OTP_REQUIRED', 'otp')
    }
    const { encryptedMfaSecret } = check
    if (!(await redeemSecondFactor(request, em, { ...check, encryptedMfaSecret }, credentials.otp)))
      return reject('OTP_INVALID', 'otp')
  }
  await clearSignInAttempts(em, check)
  await forgiveAttempts(em, subjects)
  return check
}
