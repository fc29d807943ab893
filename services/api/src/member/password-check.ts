import type { EntityManager } from '../platform/db/orm.ts'

/** A password that was given correctly, or a passkey that was used. Its id permits one session or one change of the account, for ten minutes. */
export interface PasswordCheck {
  id: string
  memberId: string
  encryptedMfaSecret: Buffer | null
}

/** A member's id, and the algorithm, costs and salt of the password; null if no member has this email address. */
export async function findSignIn(
  em: EntityManager,
  email: string,
): Promise<{ memberId: string; parameters: string | null } | null> {
  const [row] = await em.execute<{ memberId: string; parameters: string | null }[]>(
    'select id as "memberId", find_password_parameters(email) as parameters from member where email = ?',
    [email],
  )
  return row ?? null
}

/** Counts the attempt and checks the password. Null if it is wrong, nobody has this address or the account is locked. */
export async function checkPassword(
  em: EntityManager,
  email: string,
  proof: string,
): Promise<PasswordCheck | null> {
  const [row] = await em.execute<{ check_id: string; member_id: string; mfa_secret: string | null }[]>(
    `select check_id, member_id, encode(mfa_secret, 'hex') as mfa_secret from check_password(?, ?)`,
    [email, proof],
  )
  return row
    ? {
        id: row.check_id,
        memberId: row.member_id,
        encryptedMfaSecret: row.mfa_secret === null ? null : Buffer.from(row.mfa_secret, 'hex'),
      }
    : null
}

/** Reverts the count of an attempt with a correct password that still lacks its one-time code. */
export const uncountSignInAttempt = (em: EntityManager, check: PasswordCheck): Promise<unknown> =>
  em.execute('select uncount_sign_in_attempt(?)', [check.id])

/** Resets the count of failures after a successful sign-in. */
export const clearSignInAttempts = (em: EntityManager, check: PasswordCheck): Promise<unknown> =>
  em.execute('select clear_sign_in_attempts(?)', [check.id])

/** Stores the time step of a correct code, and returns whether it is the first of this step or a later one. */
export async function redeemCode(em: EntityManager, check: PasswordCheck, step: number): Promise<boolean> {
  const [row] = await em.execute<{ redeemed: boolean }[]>('select redeem_code(?, ?) as redeemed', [
    check.id,
    step,
  ])
  return row?.redeemed === true
}
