import type { MerchantContext } from '../../../app/context.ts'
import { reject, type UserErrorCode } from '../../../kernel/errors.ts'
import { validateKey, type KeyDescription, type KeyProblem } from '../../../platform/crypto/openpgp.ts'
import { rejectCardInText } from '../../../kernel/read-text.ts'

const CODES: Record<KeyProblem, UserErrorCode> = {
  TOO_LARGE: 'OPENPGP_KEY_TOO_LARGE',
  NOT_A_KEY: 'OPENPGP_KEY_INVALID',
  PRIVATE: 'OPENPGP_KEY_PRIVATE',
  SEVERAL: 'OPENPGP_KEY_SEVERAL',
  REVOKED: 'OPENPGP_KEY_REVOKED',
  EXPIRED: 'OPENPGP_KEY_EXPIRED',
  TOO_WEAK: 'OPENPGP_KEY_TOO_WEAK',
  CANNOT_ENCRYPT: 'OPENPGP_KEY_CANNOT_ENCRYPT',
}

/** Validates a pasted OpenPGP key and describes it, for the owner to confirm. Saves nothing. @throws OperationError with a code that starts with OPENPGP_KEY_*/
export async function checkOpenPgpKey(
  _ctx: MerchantContext,
  input: { armored: string },
): Promise<{ key: KeyDescription }> {
  const { key, fault } = await validateKey(input.armored, new Date())
  if (fault) return reject(CODES[fault], 'armored')
  for (const userId of key.userIds) rejectCardInText(userId, 'armored')
  return { key }
}
