import type { MerchantRequest } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { hasSecondFactor } from '../shop/lacks-second-factor.ts'

/**
 * Lets a member who has a passkey change passkeys and two-step sign-in only in a session that was opened with a second factor:
 * otherwise a stolen password could add a second factor of the thief's own.
 *
 * @throws OperationError SIGN_IN_WITH_PASSKEY
 */
export async function requireOwnSecondFactor(
  { app, member: session }: MerchantRequest,
  { passkeys }: { passkeys: readonly unknown[] },
): Promise<void> {
  if (passkeys.length === 0) return
  if (!session || !(await hasSecondFactor(app.orm.em.fork(), session.tokenHash)))
    reject('SIGN_IN_WITH_PASSKEY')
}
