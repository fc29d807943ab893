import type { MerchantRequest } from '../app/context.ts'
import { changeAccount } from './change-account.ts'
import type { MemberType } from './member.type.ts'
import { checkOwnCredentials } from './check-own-credentials.ts'
import type { Credentials } from './authenticate.ts'

/**
 * Turns off two-factor authentication.
 *
 * @throws OperationError INVALID_CREDENTIALS, OTP_REQUIRED, OTP_INVALID
 */
export async function removeMfa(
  request: MerchantRequest,
  credentials: Omit<Credentials, 'email'>,
): Promise<{ member: MemberType }> {
  const { member, check } = await checkOwnCredentials(request, credentials)
  await changeAccount(request, member, 'removeMfa', (em) => em.execute('select remove_mfa(?)', [check.id]))
  return { member: { ...member, mfaEnabled: false } }
}
