import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import type { EntityManager } from '../platform/db/orm.ts'
import { sha256 } from '../platform/crypto/sign.ts'

const SESSION_HOURS = 12

/** Creates a session and returns its token: 256 random bits, of which only the hash is stored. Deletes expired sessions. */
export async function createSession(em: EntityManager, memberId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await em.execute(
    `with expired as (delete from session where member_id = ? and expires_at < now())
     insert into session (id, token_hash, member_id, expires_at)
     values (?, decode(?, 'hex'), ?, now() + make_interval(hours => ?))`,
    [memberId, v7(), sha256(token).toString('hex'), memberId, SESSION_HOURS],
  )
  return token
}

/** Ends all sessions of the member except the current one. */
export const revokeOtherSessions = (
  em: EntityManager,
  current: { id: string; sessionId: string },
): Promise<unknown> =>
  em.execute('update session set revoked_at = now() where member_id = ? and id <> ? and revoked_at is null', [
    current.id,
    current.sessionId,
  ])
