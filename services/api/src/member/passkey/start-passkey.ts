import type { MerchantRequest } from '../../app/context.ts'
import { reject } from '../../kernel/errors.ts'
import type { Credentials } from '../authenticate.ts'
import { checkOwnCredentials } from '../check-own-credentials.ts'
import { requireOwnSecondFactor } from '../require-own-second-factor.ts'
import { passkeyCreationOptions } from './passkey-creation-options.ts'

/** Enough for every device and security key of one person; a bound for lists. */
const MAX_PASSKEYS = 20

/**
 * Returns the options with which a browser creates a passkey (PublicKeyCredentialCreationOptionsJSON), for addPasskey within five
 * minutes.
 *
 * @throws OperationError INVALID_CREDENTIALS, OTP_REQUIRED, OTP_INVALID, SIGN_IN_WITH_PASSKEY, TOO_MANY_PASSKEYS; RequestError RATE_LIMITED
 */
export async function startPasskey(
  request: MerchantRequest,
  credentials: Omit<Credentials, 'email'>,
): Promise<{ options: string }> {
  const { member, check } = await checkOwnCredentials(request, credentials)
  requireOwnSecondFactor(request, member)
  if (member.passkeys.length >= MAX_PASSKEYS) return reject('TOO_MANY_PASSKEYS')
  const em = request.app.orm.em.fork()
  const [row] = await em.execute<{ challenge: string }[]>('select start_passkey(?) as challenge', [check.id])
  const known = await em.execute<{ id: string }[]>(
    "select encode(credential_id, 'base64') as id from passkey where member_id = ?",
    [member.id],
  )
  const ids = known.map(({ id }) => id)
  return { options: await passkeyCreationOptions(request, member, row?.challenge ?? '', ids) }
}
