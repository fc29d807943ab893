import type { MerchantRequest } from '../context.ts'
import { auditInEachShop } from './audit-in-each-shop.ts'
import type { MemberType } from './member.type.ts'
import { proveAgain } from './prove-again.ts'
import type { Credentials } from './prove-identity.ts'

/**
 * Signs in by the password alone from now on.
 * @throws Refused INVALID_CREDENTIALS, OTP_REQUIRED, OTP_INVALID
 */
export async function removeMfa(
  request: MerchantRequest,
  given: Omit<Credentials, 'email'>,
): Promise<{ member: MemberType }> {
  const member = await proveAgain(request, given)
  await request.app.orm.em
    .fork()
    .execute('update member set mfa_secret = null, mfa_step = null where id = ?', [member.id])
  await auditInEachShop(request, member, 'removeMfa')
  return { member: { ...member, mfaEnabled: false } }
}
