import type { MerchantRequest } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { storePassword } from '../platform/crypto/password.ts'
import { changeAccount } from './change-account.ts'
import { checkNewPassword } from './check-new-password.ts'
import { requireMember } from '../kernel/require-member.ts'
import type { MemberType } from './member.type.ts'
import { checkOwnCredentials } from './check-own-credentials.ts'
import type { Credentials } from './authenticate.ts'
import { revokeOtherSessions } from './session.ts'

export interface ChangePasswordInput extends Omit<Credentials, 'email'> {
  newPassword: string
}

/**
 * Changes the password and ends the member's other sessions.
 *
 * @throws OperationError PASSWORD_UNFIT, PASSWORD_COMMON, PASSWORD_PERSONAL, INVALID_CREDENTIALS, OTP_REQUIRED, OTP_INVALID
 */
export async function changePassword(
  request: MerchantRequest,
  { newPassword, ...credentials }: ChangePasswordInput,
): Promise<{ member: MemberType }> {
  const session = requireMember(request)
  if (newPassword === credentials.password) return reject('PASSWORD_UNFIT', 'newPassword')
  const { member, check } = await checkOwnCredentials(request, credentials)
  await checkNewPassword(newPassword, member)
  const { parameters, verifier } = await storePassword(newPassword)
  await changeAccount(request, member, 'changePassword', async (em) => {
    await em.execute("select change_password(?, ?, decode(?, 'hex'))", [
      check.id,
      parameters,
      verifier.toString('hex'),
    ])
    await revokeOtherSessions(em, session)
  })
  return { member }
}
