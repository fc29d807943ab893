import type { MerchantRequest } from '../app/context.ts'
import type { EntityManager } from '../platform/db/orm.ts'
import { findStepOfCode } from '../platform/crypto/one-time-code.ts'
import { decryptMfaSecret } from './mfa-secret.ts'
import { redeemCode, type PasswordCheck } from './password-check.ts'
import { readRecoveryCode, redeemRecoveryCode } from './recovery-code.ts'

/** Uses up a one-time code of the member's authenticator, or a recovery code in its place. Returns whether the code is right. */
export async function redeemSecondFactor(
  { app, language }: MerchantRequest,
  em: EntityManager,
  check: PasswordCheck & { encryptedMfaSecret: Buffer },
  input: string,
): Promise<boolean> {
  const code = readRecoveryCode(input)
  if (code) return redeemRecoveryCode(em, check.id, { code, language })
  const secret = decryptMfaSecret(app.env.bankKeys, check.memberId, check.encryptedMfaSecret)
  const step = findStepOfCode(secret, input, new Date())
  return step !== null && redeemCode(em, check, step)
}
