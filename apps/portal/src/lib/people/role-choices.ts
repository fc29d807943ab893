import { roleText, type Permission, type Role } from '../member/member.ts'
import { m } from '../paraglide/messages.js'

/** What a role is for. */
export const rolePurpose: Record<Role, () => string> = {
  OWNER: m.role_owner_purpose,
  MANAGER: m.role_manager_purpose,
  FULFILLMENT: m.role_fulfillment_purpose,
  CERTIFIER: m.role_certifier_purpose,
  VIEWER: m.role_viewer_purpose,
}

export interface RoleChoice {
  role: Role
  text: string
}

/** The roles that a member with these permissions may give: not the owner's, and none that allows more. */
export const roleChoices = (
  roles: readonly { role: Role; permissions: readonly Permission[] }[],
  own: readonly Permission[],
): RoleChoice[] =>
  roles
    .filter(({ role, permissions }) => role !== 'OWNER' && permissions.every((each) => own.includes(each)))
    .map(({ role }) => ({ role, text: `${roleText[role]()} – ${rolePurpose[role]()}` }))
