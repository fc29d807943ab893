import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import type { EntityManager } from '../platform/db/orm.ts'
import { sha256 } from '../platform/crypto/sign.ts'
import type { Device } from './describe-device.ts'
import type { PasswordCheck } from './password-check.ts'

/**
 * Creates a session of twelve hours and returns its token: 256 random bits, of which only the hash is stored. Deletes the member's
 * expired sessions.
 */
export async function createSession(
  em: EntityManager,
  check: Pick<PasswordCheck, 'id'>,
  { browser, operatingSystem }: Device,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const tokenHash = sha256(token).toString('hex')
  await em.execute("select create_session(?, ?, decode(?, 'hex'), ?, ?)", [
    check.id,
    v7(),
    tokenHash,
    browser,
    operatingSystem,
  ])
  return token
}

/** Ends all sessions of the member except the current one. */
export const revokeOtherSessions = (em: EntityManager, current: { tokenHash: string }): Promise<unknown> =>
  em.execute("select revoke_other_sessions(decode(?, 'hex'))", [current.tokenHash])
