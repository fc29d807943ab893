import type { MerchantRequest } from '../app/context.ts'
import { requireMember } from '../kernel/require-member.ts'
import { findViewer } from './find-member.ts'
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
  const member = await findViewer(request)
  const check = await authenticate(request, { ...credentials, email: member.email }, session.tokenHash)
  return { member, check }
}
