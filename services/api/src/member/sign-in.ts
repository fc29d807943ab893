import type { MerchantRequest } from '../context.ts'
import { refuse } from '../errors.ts'
import { stepOfCode } from '../platform/one-time-code.ts'
import type { EntityManager } from '../platform/orm.ts'
import { isPasswordOf } from '../platform/password.ts'
import { auditSignIn } from './audit-sign-in.ts'
import { findMember } from './find-member.ts'
import type { MemberType } from './member.type.ts'
import { openMfaSecret } from './mfa-secret.ts'
import { openSession } from './open-session.ts'
import { signInLimit } from './sign-in-limit.ts'
import { clearTries, giveTryBack, takeSignInTry, type Candidate } from './take-sign-in-try.ts'

export interface SignInInput {
  email: string
  password: string
  otp?: string | null
}

/**
 * Opens a session for e-mail, password and, for members who have set one up, a one-time code. Unknown e-mail, wrong
 * password and locked member answer alike. Needs PostgreSQL alone.
 * @throws Refused INVALID_CREDENTIALS, OTP_REQUIRED, OTP_INVALID; Failure RATE_LIMITED
 */
export async function signIn(
  request: MerchantRequest,
  input: SignInInput,
): Promise<{ token: string; member: MemberType }> {
  signInLimit.take(request.address)
  const em = request.app.orm.em.fork()
  const candidate = await takeSignInTry(em, input.email)
  const isRight = await isPasswordOf(candidate?.passwordHash ?? null, input.password)
  if (!candidate || !isRight) return refuse('INVALID_CREDENTIALS')
  if (candidate.sealedMfaSecret) {
    if (!input.otp?.trim()) {
      await giveTryBack(em, candidate.id)
      signInLimit.giveBack(request.address)
      return refuse('OTP_REQUIRED', 'otp')
    }
    const secret = openMfaSecret(request.app.env.bankKey, candidate.id, candidate.sealedMfaSecret)
    if (!(await useCode(em, candidate, secret, input.otp))) return refuse('OTP_INVALID', 'otp')
  }
  await clearTries(em, candidate.id)
  signInLimit.giveBack(request.address)
  const member = (await findMember(request.app, candidate.id)) ?? refuse('INVALID_CREDENTIALS')
  await auditSignIn(request, member)
  return { token: await openSession(em, member.id), member }
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
