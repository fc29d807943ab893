import { randomBytes } from 'node:crypto'
import type { EntityManager } from '../platform/db/orm.ts'
import { toBase32 } from '../platform/crypto/one-time-code.ts'
import { sha256 } from '../platform/crypto/sign.ts'

const COUNT = 10
/** Gives 24 base32 characters. From 112 bits on, a plain hash is enough to store a code (OWASP ASVS 5.0, 6.5.2). */
const BYTES = 15

const hashOf = (code: string): string => sha256(code).toString('hex')

/** The code in a member's input, without hyphens and spaces; null if this is not a recovery code. */
export function readRecoveryCode(input: string): string | null {
  const code = input.replace(/[\s-]/g, '').toUpperCase()
  return /^[A-Z2-7]{24}$/.test(code) ? code : null
}

/**
 * Replaces the recovery codes of the member of this session by ten new ones and returns them, in groups: `ABCD-EFGH-JKLM-NPQR-STUV-WXYZ`.
 * Only hashes are stored.
 *
 * @throws if the credentials were not given in the session within the last ten minutes
 */
export async function renewRecoveryCodes(
  em: EntityManager,
  { tokenHash }: { tokenHash: string },
): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, () => toBase32(randomBytes(BYTES)))
  await em.execute(
    "select set_recovery_codes(decode(?, 'hex'), array(select decode(jsonb_array_elements_text(?::jsonb), 'hex')))",
    [tokenHash, JSON.stringify(codes.map(hashOf))],
  )
  return codes.map((code) => code.replace(/(.{4})(?=.)/g, '$1-'))
}

/** Uses up a recovery code of the member whose password was checked, and mails the member. Returns whether the code is right. */
export async function redeemRecoveryCode(
  em: EntityManager,
  checkId: string,
  { code, language }: { code: string; language: string },
): Promise<boolean> {
  const [row] = await em.execute<{ redeemed: boolean }[]>(
    "select redeem_recovery_code(?, decode(?, 'hex'), ?) as redeemed",
    [checkId, hashOf(code), language],
  )
  return row?.redeemed === true
}
