import type { MerchantRequest } from '../app/context.ts'
import { RequestError } from '../kernel/errors.ts'
import { requireMember } from '../kernel/require-member.ts'
import { findMember } from './find-member.ts'
import type { MemberType } from './member.type.ts'
import { authenticate, type Credentials } from './authenticate.ts'
import type { PasswordCheck } from './password-check.ts'

/**
 * Asks the signed-in member for the credentials again, so that an unattended session is not enough to take over the account.
 *
 * @throws OperationError INVALID_CREDENTIALS, OTP_REQUIRED, OTP_INVALID; RequestError UNAUTHENTICATED, RATE_LIMITED
 */
export async function checkOwnCredentials(
  request: MerchantRequest,
  credentials: Omit<Credentials, 'email'>,
): Promise<{ member: MemberType; check: PasswordCheck }> {
  const session = requireMember(request)
  const member = await findMember(request, session.id)
  if (!member) throw new RequestError('UNAUTHENTICATED', 'Sign in first.')
  const check = await authenticate(request, { ...credentials, email: member.email }, session.tokenHash)
  return { member, check }
}
