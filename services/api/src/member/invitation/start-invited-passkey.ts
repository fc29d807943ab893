import type { MerchantRequest } from '../../app/context.ts'
import { reject } from '../../kernel/errors.ts'
import { passkeyCreationOptions } from '../passkey/passkey-creation-options.ts'
import { findInvitation } from './find-invitation.ts'

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
  // Bound to nobody, like the challenge of a sign-in: the account does not exist yet.
  const [row] = await request.app.orm.em
    .fork()
    .execute<{ challenge: string }[]>('select start_passkey_sign_in() as challenge')
  const account = { id: invitation.id, email: invitation.email, name: name.trim().slice(0, 100) }
  return { options: await passkeyCreationOptions(request, account, row?.challenge ?? '') }
}
