import type { MerchantRequest } from '../../app/context.ts'
import { reject } from '../../kernel/errors.ts'
import { requireMember } from '../../kernel/require-member.ts'
import { changeAccount } from '../change-account.ts'
import { findViewer } from '../find-member.ts'
import type { MemberType } from '../member.type.ts'
import { usePasskey } from './use-passkey.ts'

/**
 * Allows for ten minutes what requires a recent authentication, in this session alone, like reauthenticate: for members who have no password or
 * prefer their passkey. `response` answers the options of startPasskeySignIn.
 *
 * @throws OperationError PASSKEY_INVALID, also for a passkey of another member; RequestError UNAUTHENTICATED, BAD_USER_INPUT, RATE_LIMITED
 */
export async function reauthenticateWithPasskey(
  request: MerchantRequest,
  { response }: { response: string },
): Promise<{ member: MemberType }> {
  const { tokenHash } = requireMember(request)
  const member = await findViewer(request)
  const check = await usePasskey(request, response)
  if (check.memberId !== member.id) return reject('PASSKEY_INVALID')
  await changeAccount(request, member, 'reauthenticate', (em) =>
    em.execute("select reauthenticate_session(?, decode(?, 'hex'))", [check.id, tokenHash]),
  )
  return { member }
}
