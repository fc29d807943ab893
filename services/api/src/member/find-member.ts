import type { Api, MerchantRequest, Role } from '../app/context.ts'
import { RequestError, type Language } from '../kernel/errors.ts'
import type { ShopStatus } from '../shop/shop.ts'
import { permissionsOf } from '../kernel/permissions.ts'
import { requireMember } from '../kernel/require-member.ts'
import type { MemberType } from './member.type.ts'

/** A member with all memberships, ordered by shop name, and all passkeys. Must be shown only to that member. One SQL statement. */
export async function findMember(
  { app, readTransaction }: Pick<MerchantRequest, 'readTransaction'> & { app: Pick<Api, 'orm'> },
  id: string,
): Promise<MemberType | null> {
  const [row] = await (readTransaction ?? app.orm.em.fork()).execute<MemberRow[]>(MEMBER, [id])
  if (!row) return null
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    mfaEnabled: row.mfa_enabled,
    passkeys: row.passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({
      id,
      name,
      createdAt: new Date(createdAt),
      lastUsedAt: lastUsedAt === null ? null : new Date(lastUsedAt),
    })),
    memberships: row.memberships.map(({ role, permissions, ...shop }) => ({
      shop,
      role,
      permissions: [...permissionsOf(role, permissions)],
    })),
  }
}

/** The signed-in member, like findMember. @throws RequestError UNAUTHENTICATED */
export async function findViewer(request: MerchantRequest): Promise<MemberType> {
  const member = await findMember(request, requireMember(request).id)
  if (!member) throw new RequestError('UNAUTHENTICATED', 'Sign in first.')
  return member
}

interface MemberRow {
  id: string
  email: string
  name: string
  mfa_enabled: boolean
  passkeys: { id: string; name: string; createdAt: string; lastUsedAt: string | null }[]
  memberships: {
    slug: string
    name: string
    status: ShopStatus
    country: string
    timeZone: string
    locale: Language
    currency: string
    role: Role
    permissions: string[] | null
  }[]
}

const MEMBER = `
  select m.id, m.email, m.name, m.mfa_enabled,
    coalesce((
      select json_agg(json_build_object('slug', s.slug, 'name', s.name, 'status', s.status, 'country', s.country, 'timeZone', s.time_zone, 'locale', s.locale, 'currency', s.currency, 'role', r.role,
        'permissions', s.role_permissions -> r.role) order by s.name, s.slug)
      from membership r join shop s on s.id = r.shop_id where r.member_id = m.id
    ), '[]') as memberships,
    coalesce((
      select json_agg(json_build_object('id', p.id, 'name', p.name, 'createdAt', p.created_at, 'lastUsedAt', p.last_used_at) order by p.id)
      from passkey p where p.member_id = m.id
    ), '[]') as passkeys
  from member m where m.id = ?`
