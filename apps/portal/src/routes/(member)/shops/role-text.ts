import type { Role } from '#lib/member.ts'
import { m } from '#lib/paraglide/messages.js'

export const roleText: Record<Role, () => string> = {
  OWNER: m.role_owner,
  MANAGER: m.role_manager,
  CERTIFIER: m.role_certifier,
  VIEWER: m.role_viewer,
}
