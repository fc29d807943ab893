import type { EnumValue } from '#lib/graphql/graphql.ts'
import { m } from '#lib/paraglide/messages.js'

export type Role = EnumValue<'Role'>

const rank: Record<Role, number> = { VIEWER: 0, CERTIFIER: 1, MANAGER: 2, OWNER: 3 }

/** Whether the role includes what `minimum` may do. Only hides what the API would reject: the API decides. */
export const hasRole = (role: Role, minimum: Role): boolean => rank[role] >= rank[minimum]

export const roleText: Record<Role, () => string> = {
  OWNER: m.role_owner,
  MANAGER: m.role_manager,
  CERTIFIER: m.role_certifier,
  VIEWER: m.role_viewer,
}
