import type { Api, Role } from '../app/context.ts'
import { sha256 } from '../platform/crypto/sign.ts'

/** The member of a valid session, with the role in each of the member's shops (by shop id). */
export interface Session {
  member: { id: string; name: string; sessionId: string }
  roles: Map<string, Role>
}

/** A session ends after this many minutes without a request. */
const IDLE_MINUTES = 15

/** The session of a token; null if it was revoked, idle for 15 minutes or is 12 hours old. One SQL statement. */
export async function readSession(app: Pick<Api, 'orm'>, token: string): Promise<Session | null> {
  const [row] = await app.orm.em
    .fork()
    .execute<SessionRow[]>(VALID_SESSION, [sha256(token).toString('hex'), IDLE_MINUTES])
  if (!row) return null
  return {
    member: { id: row.member_id, name: row.name, sessionId: row.session_id },
    roles: new Map(Object.entries(row.roles)),
  }
}

interface SessionRow {
  session_id: string
  member_id: string
  name: string
  roles: Record<string, Role>
}

const VALID_SESSION = `
  with valid as (
    select s.id, s.member_id, s.last_seen_at from session s
    where s.token_hash = decode(?, 'hex') and s.revoked_at is null and s.expires_at > now()
      and s.last_seen_at > now() - make_interval(mins => ?)
  ), seen as (
    -- At most one write per minute.
    update session set last_seen_at = now() from valid
    where session.id = valid.id and session.last_seen_at < now() - interval '1 minute'
  )
  select valid.id as session_id, m.id as member_id, m.name,
    coalesce((select json_object_agg(r.shop_id, r.role) from membership r where r.member_id = m.id), '{}') as roles
  from valid join member m on m.id = valid.member_id`
