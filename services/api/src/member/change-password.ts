import type { MerchantRequest } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { hashPassword } from '../platform/crypto/password.ts'
import { auditInAllShops } from './audit-in-all-shops.ts'
import { requireMember } from '../kernel/require-member.ts'
import type { MemberType } from './member.type.ts'
import { reauthenticate } from './reauthenticate.ts'
import type { Credentials } from './authenticate.ts'
import { revokeOtherSessions } from './revoke-other-sessions.ts'

/** PCI DSS 4.0.1, 8.3.6: twelve characters. The longest bounds what argon2id is given to do. */
const SHORTEST = 12
const LONGEST = 200

export interface ChangePasswordInput extends Omit<Credentials, 'email'> {
  newPassword: string
}

/**
 * Sets another password; sessions elsewhere end.
 * @throws Refused PASSWORD_UNFIT, INVALID_CREDENTIALS, OTP_REQUIRED, OTP_INVALID
 */
export async function changePassword(
  request: MerchantRequest,
  { newPassword, ...given }: ChangePasswordInput,
): Promise<{ member: MemberType }> {
  requireMember(request)
  const length = [...newPassword].length
  if (length < SHORTEST || length > LONGEST || newPassword === given.password)
    return reject('PASSWORD_UNFIT', 'newPassword')
  const member = await reauthenticate(request, given)
  await request.app.orm.em
    .fork()
    .execute('update member set password_hash = ? where id = ?', [await hashPassword(newPassword), member.id])
  await revokeOtherSessions(request)
  await auditInAllShops(request, member, 'changePassword')
  return { member }
}
