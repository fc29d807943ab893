import type { EnumValue } from '#lib/graphql/graphql.ts'
import { m } from '#lib/paraglide/messages.js'

export type Role = EnumValue<'Role'>

export type Permission = EnumValue<'Permission'>

export const roleText: Record<Role, () => string> = {
  OWNER: m.role_owner,
  MANAGER: m.role_manager,
  FULFILLMENT: m.role_fulfillment,
  CERTIFIER: m.role_certifier,
  VIEWER: m.role_viewer,
}
