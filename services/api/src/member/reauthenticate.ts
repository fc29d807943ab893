import type { MerchantRequest } from '../app/context.ts'
import { Failure } from '../kernel/errors.ts'
import { demandMember } from '../kernel/require-permission.ts'
import { findMember } from './find-member.ts'
import type { MemberType } from './member.type.ts'
import { proveIdentity, type Credentials } from './authenticate.ts'

/**
 * The signed-in member, who proves once more who it is: a session left open must not be enough to take the account.
 * @throws Refused INVALID_CREDENTIALS, OTP_REQUIRED, OTP_INVALID; Failure UNAUTHENTICATED, RATE_LIMITED
 */
export async function proveAgain(
  request: MerchantRequest,
  given: Omit<Credentials, 'email'>,
): Promise<MemberType> {
  const member = await findMember(request.app, demandMember(request).id)
  if (!member) throw new Failure('UNAUTHENTICATED', 'Sign in first.')
  await proveIdentity(request, { ...given, email: member.email })
  return member
}
