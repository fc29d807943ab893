import type { MerchantRequest } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { storePassword } from '../platform/crypto/password.ts'
import { sha256 } from '../platform/crypto/sign.ts'
import { subjectsOfSignIn } from './attempt-subjects.ts'
import { changeAccount } from './change-account.ts'
import { checkNewPassword } from './check-new-password.ts'
import { forgiveAttempts } from './count-attempt.ts'
import { findMember } from './find-member.ts'

/**
 * Sets the password of the member to whom the token was mailed, and ends all of the member's sessions. Signing in still asks for the second factor.
 * Failed sign-ins to the account from this address are forgotten.
 *
 * @throws OperationError PASSWORD_RESET_INVALID if the token was used or is an hour old, PASSWORD_UNFIT, PASSWORD_COMMON, PASSWORD_PERSONAL
 */
export async function resetPassword(
  request: MerchantRequest,
  { token, newPassword }: { token: string; newPassword: string },
): Promise<Record<string, never>> {
  const em = request.app.orm.em.fork()
  const tokenHash = sha256(token).toString('hex')
  const [found] = await em.execute<{ member_id: string | null }[]>(
    "select find_password_reset(decode(?, 'hex')) as member_id",
    [tokenHash],
  )
  const member = found?.member_id ? await findMember(request, found.member_id) : null
  if (!member) return reject('PASSWORD_RESET_INVALID')
  await checkNewPassword(newPassword, member)
  const { parameters, verifier } = await storePassword(newPassword)
  await changeAccount(request, member, 'resetPassword', async (tx) => {
    const [row] = await tx.execute<{ done: boolean }[]>(
      "select reset_password(decode(?, 'hex'), ?, decode(?, 'hex'), ?) as done",
      [tokenHash, parameters, verifier.toString('hex'), request.language],
    )
    if (!row?.done) reject('PASSWORD_RESET_INVALID')
  })
  // Not those of the address: somebody who guesses passwords could end its delay with a new password of their own account.
  const subjects = subjectsOfSignIn(request, { email: member.email, deviceId: null })
  await forgiveAttempts(
    em,
    subjects.filter(({ isForgivenBySuccess }) => isForgivenBySuccess),
  )
  return {}
}
