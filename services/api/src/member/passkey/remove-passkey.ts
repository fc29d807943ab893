import type { MerchantRequest } from '../../app/context.ts'
import { reject } from '../../kernel/errors.ts'
import type { Credentials } from '../authenticate.ts'
import { changeAccount } from '../change-account.ts'
import type { MemberType } from '../member.type.ts'
import { checkOwnCredentials } from '../check-own-credentials.ts'
import { requireOwnSecondFactor } from '../require-own-second-factor.ts'

/**
 * Removes a passkey of the member; it no longer signs in.
 *
 * @throws OperationError INVALID_CREDENTIALS, OTP_REQUIRED, OTP_INVALID, SIGN_IN_WITH_PASSKEY, PASSKEY_NOT_FOUND
 */
export async function removePasskey(
  request: MerchantRequest,
  { id, ...credentials }: Omit<Credentials, 'email'> & { id: string },
): Promise<{ member: MemberType }> {
  const { member, check } = await checkOwnCredentials(request, credentials)
  requireOwnSecondFactor(request, member)
  const passkeys = member.passkeys.filter((passkey) => passkey.id !== id)
  if (passkeys.length === member.passkeys.length) return reject('PASSKEY_NOT_FOUND', 'id')
  await changeAccount(request, member, 'removePasskey', async (em) => {
    const [row] = await em.execute<{ removed: boolean }[]>('select remove_passkey(?, ?) as removed', [
      check.id,
      id,
    ])
    if (!row?.removed) reject('PASSKEY_NOT_FOUND', 'id')
  })
  return { member: { ...member, passkeys } }
}
