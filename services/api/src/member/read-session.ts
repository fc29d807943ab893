import type { Api, MerchantRequest, Role } from '../app/context.ts'
import { permissionsOf, type Permission } from '../kernel/permissions.ts'
import { sha256 } from '../platform/crypto/sign.ts'

/** The member of a valid session, with the role and the permissions in each of the member's shops (by shop id). */
export interface Session {
  member: NonNullable<MerchantRequest['member']>
  memberships: Map<string, { role: Role; permissions: ReadonlySet<Permission> }>
}

interface SessionRow {
  member_id: string
  name: string
  memberships: Record<string, { role: Role; permissions: string[] | null }>
  is_recently_authenticated: boolean
  has_second_factor: boolean
}

/**
 * The session of a token, in one SQL statement; null if it was revoked, idle for 15 minutes or is 12 hours old.
 * @param shop the slug of the shop in which the member is active
 * @param inBackground whether a page asks by itself: that is no activity of the member
 */
export async function readSession(
  app: Pick<Api, 'orm'>,
  token: string,
  shop: string | null,
  inBackground = false,
): Promise<Session | null> {
  const tokenHash = sha256(token).toString('hex')
  const [row] = await app.orm.em
    .fork()
    .execute<SessionRow[]>("select * from find_session(decode(?, 'hex'), ?, ?)", [
      tokenHash,
      shop,
      inBackground,
    ])
  if (!row) return null
  return {
    member: {
      id: row.member_id,
      name: row.name,
      tokenHash,
      isRecentlyAuthenticated: row.is_recently_authenticated,
      hasSecondFactor: row.has_second_factor,
    },
    memberships: new Map(
      Object.entries(row.memberships).map(([shopId, { role, permissions }]) => [
        shopId,
        { role, permissions: permissionsOf(role, permissions) },
      ]),
    ),
  }
}
