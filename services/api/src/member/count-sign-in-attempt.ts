import type { EntityManager } from '../platform/db/orm.ts'

/** A member whose account is not locked. */
export interface Candidate {
  id: string
  passwordHash: string
  encryptedMfaSecret: Buffer | null
}

const LOCK_AFTER_FAILURES = 10
const LOCK_MINUTES = 30

/**
 * Counts a sign-in attempt before the password is checked, so that simultaneous attempts are all counted. Null if no member
 * has this email address or the account is locked.
 */
export async function countSignInAttempt(em: EntityManager, email: string): Promise<Candidate | null> {
  const [row] = await em.execute<{ id: string; password_hash: string; mfa_secret: string | null }[]>(
    COUNT_ATTEMPT,
    [email.trim().toLowerCase(), LOCK_AFTER_FAILURES, LOCK_MINUTES],
  )
  return row
    ? {
        id: row.id,
        passwordHash: row.password_hash,
        encryptedMfaSecret: row.mfa_secret === null ? null : Buffer.from(row.mfa_secret, 'hex'),
      }
    : null
}

// Asynchronous commit: waiting for the disk would reveal by the response time that the e-mail is known.
const COUNT_ATTEMPT = `
  with commit_mode as (
    select set_config('synchronous_commit', 'off', true)
  ), candidate as (
    select m.id, case when m.locked_until is null then m.failed_sign_ins + 1 else 1 end as attempts
    from member m, commit_mode
    where m.email = ? and (m.locked_until is null or m.locked_until <= now())
    for update of m
  )
  update member m set failed_sign_ins = c.attempts,
    locked_until = case when c.attempts >= ? then now() + make_interval(mins => ?) end
  from candidate c where m.id = c.id
  returning m.id, m.password_hash, encode(m.mfa_secret, 'hex') as mfa_secret`

/** Reverts the count of an attempt with a correct password that still lacks its one-time code. */
export const uncountSignInAttempt = (em: EntityManager, memberId: string): Promise<unknown> =>
  em.execute(
    'update member set failed_sign_ins = greatest(failed_sign_ins - 1, 0), locked_until = null where id = ?',
    [memberId],
  )

/** Resets the count of failures after a successful sign-in. */
export const clearSignInAttempts = (em: EntityManager, memberId: string): Promise<unknown> =>
  em.execute('update member set failed_sign_ins = 0, locked_until = null where id = ?', [memberId])
