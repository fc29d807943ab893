import type { EntityManager } from '../platform/db/orm.ts'

/** A member whose password may be tried now. */
export interface Candidate {
  id: string
  passwordHash: string
  sealedMfaSecret: Buffer | null
}

const LOCK_AFTER_FAILURES = 10
const LOCK_MINUTES = 30

/**
 * Counts a try of this e-mail before the password is looked at, so that tries at once are counted too; null when
 * nobody has the e-mail or the member is locked.
 */
export async function countSignInAttempt(em: EntityManager, email: string): Promise<Candidate | null> {
  const [row] = await em.execute<{ id: string; password_hash: string; mfa_secret: string | null }[]>(
    TAKE_TRY,
    [email.trim().toLowerCase(), LOCK_AFTER_FAILURES, LOCK_MINUTES],
  )
  return row
    ? {
        id: row.id,
        passwordHash: row.password_hash,
        sealedMfaSecret: row.mfa_secret === null ? null : Buffer.from(row.mfa_secret, 'hex'),
      }
    : null
}

// A commit that waited for the disk would tell a known e-mail from an unknown one by the time it takes.
const TAKE_TRY = `
  with quick as (
    select set_config('synchronous_commit', 'off', true)
  ), candidate as (
    select m.id, case when m.locked_until is null then m.failed_sign_ins + 1 else 1 end as tries
    from member m, quick
    where m.email = ? and (m.locked_until is null or m.locked_until <= now())
    for update of m
  )
  update member m set failed_sign_ins = c.tries,
    locked_until = case when c.tries >= ? then now() + make_interval(mins => ?) end
  from candidate c where m.id = c.id
  returning m.id, m.password_hash, encode(m.mfa_secret, 'hex') as mfa_secret`

/** Takes the try out of the count again: the password was right, the code is still to come. */
export const uncountSignInAttempt = (em: EntityManager, memberId: string): Promise<unknown> =>
  em.execute(
    'update member set failed_sign_ins = greatest(failed_sign_ins - 1, 0), locked_until = null where id = ?',
    [memberId],
  )

/** Forgets the failures of a member who has signed in. */
export const clearSignInAttempts = (em: EntityManager, memberId: string): Promise<unknown> =>
  em.execute('update member set failed_sign_ins = 0, locked_until = null where id = ?', [memberId])
