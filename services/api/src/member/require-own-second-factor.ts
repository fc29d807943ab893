import type { MerchantRequest } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'

/**
 * Lets a member who has a passkey change passkeys and two-step sign-in only in a session that was opened with a second factor:
 * otherwise a stolen password could add a second factor of the thief's own.
 *
 * @throws OperationError SIGN_IN_WITH_PASSKEY
 */
export function requireOwnSecondFactor(
  { member: session }: Pick<MerchantRequest, 'member'>,
  { passkeys }: { passkeys: readonly unknown[] },
): void {
  if (passkeys.length > 0 && !session?.hasSecondFactor) reject('SIGN_IN_WITH_PASSKEY')
}
