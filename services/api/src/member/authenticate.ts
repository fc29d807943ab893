import type { MerchantRequest } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { findStepOfCode } from '../platform/crypto/one-time-code.ts'
import type { EntityManager } from '../platform/db/orm.ts'
import { verifyPassword } from '../platform/crypto/password.ts'
import { decryptMfaSecret } from './mfa-secret.ts'
import { signInLimit } from './sign-in-limit.ts'
import {
  clearSignInAttempts,
  uncountSignInAttempt,
  countSignInAttempt,
  type Candidate,
} from './count-sign-in-attempt.ts'

export interface Credentials {
  email: string
  password: string
  /** The one-time code, of a member who has set one up. */
  otp?: string | null
}

/**
 * The id of the member whom e-mail, password and one-time code prove. Unknown e-mail, wrong password and locked member
 * answer alike, and every failure counts. Needs PostgreSQL alone.
 * @throws Refused INVALID_CREDENTIALS, OTP_REQUIRED, OTP_INVALID; Failure RATE_LIMITED
 */
export async function authenticate(request: MerchantRequest, given: Credentials): Promise<string> {
  signInLimit.take(request.address)
  const em = request.app.orm.em.fork()
  const candidate = await countSignInAttempt(em, given.email)
  const isRight = await verifyPassword(candidate?.passwordHash ?? null, given.password)
  if (!candidate || !isRight) return reject('INVALID_CREDENTIALS')
  if (candidate.sealedMfaSecret) {
    if (!given.otp?.trim()) {
      await uncountSignInAttempt(em, candidate.id)
      signInLimit.giveBack(request.address)
      return reject('OTP_REQUIRED', 'otp')
    }
    const secret = decryptMfaSecret(request.app.env.bankKey, candidate.id, candidate.sealedMfaSecret)
    if (!(await useCode(em, candidate, secret, given.otp))) return reject('OTP_INVALID', 'otp')
  }
  await clearSignInAttempts(em, candidate.id)
  signInLimit.giveBack(request.address)
  return candidate.id
}

/** Whether the code is right and was not used before: its step is kept, and only a later one passes from then on. */
async function useCode(em: EntityManager, member: Candidate, secret: Buffer, code: string): Promise<boolean> {
  const step = findStepOfCode(secret, code, new Date())
  if (step === null) return false
  const used = await em.execute<unknown[]>(
    'update member set mfa_step = ? where id = ? and (mfa_step is null or mfa_step < ?) returning id',
    [step, member.id, step],
  )
  return used.length === 1
}
