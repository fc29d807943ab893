import type { Api, MerchantRequest, Role } from '../app/context.ts'
import { sha256 } from '../platform/crypto/sign.ts'

/** The member of a valid session, with the role in each of the member's shops (by shop id). */
export interface Session {
  member: NonNullable<MerchantRequest['member']>
  roles: Map<string, Role>
}

interface SessionRow {
  member_id: string
  name: string
  roles: Record<string, Role>
  is_recently_authenticated: boolean
  has_second_factor: boolean
}

/** The session of a token; null if it was revoked, idle for 15 minutes or is 12 hours old. One SQL statement. */
export async function readSession(app: Pick<Api, 'orm'>, token: string): Promise<Session | null> {
  const tokenHash = sha256(token).toString('hex')
  const [row] = await app.orm.em
    .fork()
    .execute<SessionRow[]>("select * from find_session(decode(?, 'hex'))", [tokenHash])
  if (!row) return null
  return {
    member: {
      id: row.member_id,
      name: row.name,
      tokenHash,
      isRecentlyAuthenticated: row.is_recently_authenticated,
      hasSecondFactor: row.has_second_factor,
    },
    roles: new Map(Object.entries(row.roles)),
  }
}
