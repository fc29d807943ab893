import type { MerchantRequest } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { requireMember } from '../kernel/require-member.ts'
import { changeAccount } from './change-account.ts'
import { findViewer } from './find-member.ts'
import { renewRecoveryCodes } from './recovery-code.ts'

/**
 * Replaces the member's recovery codes by ten new ones, which are shown this once.
 *
 * @throws OperationError NOT_FOUND without two-factor authentication
 */
export async function regenerateRecoveryCodes(
  request: MerchantRequest,
): Promise<{ recoveryCodes: string[] }> {
  const session = requireMember(request)
  const member = await findViewer(request)
  if (!member.mfaEnabled) return reject('NOT_FOUND')
  const recoveryCodes = await changeAccount(request, member, 'regenerateRecoveryCodes', (em) =>
    renewRecoveryCodes(em, session),
  )
  return { recoveryCodes }
}
