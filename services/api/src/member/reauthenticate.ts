import type { MerchantRequest } from '../app/context.ts'
import { RequestError } from '../kernel/errors.ts'
import { requireMember } from '../kernel/require-member.ts'
import { findMember } from './find-member.ts'
import type { MemberType } from './member.type.ts'
import { authenticate, type Credentials } from './authenticate.ts'

/**
 * The signed-in member, who proves once more who it is: a session left open must not be enough to take the account.
 * @throws Refused INVALID_CREDENTIALS, OTP_REQUIRED, OTP_INVALID; Failure UNAUTHENTICATED, RATE_LIMITED
 */
export async function reauthenticate(
  request: MerchantRequest,
  given: Omit<Credentials, 'email'>,
): Promise<MemberType> {
  const member = await findMember(request.app, requireMember(request).id)
  if (!member) throw new RequestError('UNAUTHENTICATED', 'Sign in first.')
  await authenticate(request, { ...given, email: member.email })
  return member
}
