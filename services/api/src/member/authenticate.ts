import type { MerchantRequest } from '../app/context.ts'
import { refuse } from '../kernel/errors.ts'
import { stepOfCode } from '../platform/crypto/one-time-code.ts'
import type { EntityManager } from '../platform/db/orm.ts'
import { isPasswordOf } from '../platform/crypto/password.ts'
import { openMfaSecret } from './mfa-secret.ts'
import { signInLimit } from './sign-in-limit.ts'
import { clearTries, giveTryBack, takeSignInTry, type Candidate } from './count-sign-in-attempt.ts'

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
export async function proveIdentity(request: MerchantRequest, given: Credentials): Promise<string> {
  signInLimit.take(request.address)
  const em = request.app.orm.em.fork()
  const candidate = await takeSignInTry(em, given.email)
  const isRight = await isPasswordOf(candidate?.passwordHash ?? null, given.password)
  if (!candidate || !isRight) return refuse('INVALID_CREDENTIALS')
  if (candidate.sealedMfaSecret) {
    if (!given.otp?.trim()) {
      await giveTryBack(em, candidate.id)
      signInLimit.giveBack(request.address)
      return refuse('OTP_REQUIRED', 'otp')
    }
    const secret = openMfaSecret(request.app.env.bankKey, candidate.id, candidate.sealedMfaSecret)
    if (!(await useCode(em, candidate, secret, given.otp))) return refuse('OTP_INVALID', 'otp')
  }
  await clearTries(em, candidate.id)
  signInLimit.giveBack(request.address)
  return candidate.id
}

/** Whether the code is right and was not used before: its step is kept, and only a later one passes from then on. */
async function useCode(em: EntityManager, member: Candidate, secret: Buffer, code: string): Promise<boolean> {
  const step = stepOfCode(secret, code, new Date())
  if (step === null) return false
  const used = await em.execute<unknown[]>(
    'update member set mfa_step = ? where id = ? and (mfa_step is null or mfa_step < ?) returning id',
    [step, member.id, step],
  )
  return used.length === 1
}
