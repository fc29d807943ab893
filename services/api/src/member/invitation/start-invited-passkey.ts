import type { MerchantRequest } from '../../app/context.ts'
import { reject } from '../../kernel/errors.ts'
import { passkeyCreationOptions } from '../passkey/passkey-creation-options.ts'
import { findInvitation, hashOfToken } from './find-invitation.ts'

/**
 * Returns the options with which the browser of an invited person creates a passkey (PublicKeyCredentialCreationOptionsJSON), for
 * createInvitedAccount within five minutes.
 *
 * @throws OperationError INVITATION_INVALID, ACCOUNT_EXISTS
 */
export async function startInvitedPasskey(
  request: MerchantRequest,
  { token, name }: { token: string; name: string },
): Promise<{ options: string }> {
  const invitation = (await findInvitation(request, { token })) ?? reject('INVITATION_INVALID')
  if (invitation.hasAccount) return reject('ACCOUNT_EXISTS')
  if (!name.trim()) return reject('REQUIRED', 'name')
  const [row] = await request.app.orm.em
    .fork()
    .execute<{ challenge: string | null }[]>("select start_invited_passkey(decode(?, 'hex')) as challenge", [
      hashOfToken(token),
    ])
  const account = { id: invitation.id, email: invitation.email, name: name.trim().slice(0, 100) }
  const challenge = row?.challenge ?? reject('INVITATION_INVALID')
  return { options: await passkeyCreationOptions(request, account, challenge) }
}
