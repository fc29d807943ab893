import type { MerchantRequest } from '../app/context.ts'
import { requireMember } from '../kernel/require-member.ts'
import type { Credentials } from './authenticate.ts'
import { changeAccount } from './change-account.ts'
import { checkOwnCredentials } from './check-own-credentials.ts'
import type { MemberType } from './member.type.ts'

/**
 * Allows for ten minutes what requires a recent authentication, in this session alone.
 *
 * @throws OperationError INVALID_CREDENTIALS, OTP_REQUIRED, OTP_INVALID; RequestError UNAUTHENTICATED, RATE_LIMITED
 */
export async function reauthenticate(
  request: MerchantRequest,
  credentials: Omit<Credentials, 'email'>,
): Promise<{ member: MemberType }> {
  const { tokenHash } = requireMember(request)
  const { member, check } = await checkOwnCredentials(request, credentials)
  await changeAccount(request, member, 'reauthenticate', (em) =>
    em.execute("select reauthenticate_session(?, decode(?, 'hex'))", [check.id, tokenHash]),
  )
  return { member }
}
