import type { MerchantRequest } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { findStepOfCode } from '../platform/crypto/one-time-code.ts'
import type { EntityManager } from '../platform/db/orm.ts'
import { verifyPassword } from '../platform/crypto/password.ts'
import { decryptMfaSecret } from './mfa-secret.ts'
import { countAttempt, uncountAttempt } from './sign-in-limit.ts'
import {
  clearSignInAttempts,
  countSignInAttempt,
  uncountSignInAttempt,
  type Candidate,
} from './count-sign-in-attempt.ts'

export interface Credentials {
  email: string
  password: string
  /** One-time code; required from members who have set up two-factor authentication. */
  otp?: string | null
}

/**
 * Checks the credentials and returns the member's id. An unknown email address, a wrong password and a locked account
 * give the same error, and each failure counts towards the lock. Works without Redis.
 *
 * @throws OperationError INVALID_CREDENTIALS, OTP_REQUIRED, OTP_INVALID; RequestError RATE_LIMITED
 */
export async function authenticate(request: MerchantRequest, credentials: Credentials): Promise<string> {
  await countAttempt(request.address)
  const em = request.app.orm.em.fork()
  const candidate = await countSignInAttempt(em, credentials.email)
  const isPasswordCorrect = await verifyPassword(candidate?.passwordHash ?? null, credentials.password)
  if (!candidate || !isPasswordCorrect) return reject('INVALID_CREDENTIALS')
  if (candidate.encryptedMfaSecret) {
    if (!credentials.otp?.trim()) {
      await uncountSignInAttempt(em, candidate.id)
      await uncountAttempt(request.address)
      return reject('OTP_REQUIRED', 'otp')
    }
    const secret = decryptMfaSecret(request.app.env.bankKey, candidate.id, candidate.encryptedMfaSecret)
    if (!(await redeemCode(em, candidate, secret, credentials.otp))) return reject('OTP_INVALID', 'otp')
  }
  await clearSignInAttempts(em, candidate.id)
  await uncountAttempt(request.address)
  return candidate.id
}

/** Whether the code is correct and unused. Stores its time step: only codes of later steps are accepted after it. */
async function redeemCode(
  em: EntityManager,
  member: Candidate,
  secret: Buffer,
  code: string,
): Promise<boolean> {
  const step = findStepOfCode(secret, code, new Date())
  if (step === null) return false
  const updated = await em.execute<unknown[]>(
    'update member set mfa_step = ? where id = ? and (mfa_step is null or mfa_step < ?) returning id',
    [step, member.id, step],
  )
  return updated.length === 1
}
