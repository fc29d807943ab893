import type { MerchantContext, Role } from '../../app/context.ts'
import { PERMISSIONS, ROLE_PERMISSIONS, ROLES, type Permission } from '../../kernel/permissions.ts'
import { versionOf } from '../../platform/crypto/version-of.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { selectRolePermissions } from './select-role-permissions.ts'

/** What a role allows in a shop. */
export interface RolePermissions {
  role: Role
  permissions: Permission[]
  /** Whether these are the permissions that the role has in every shop at first. */
  isDefault: boolean
  version: string
}

const sorted = (permissions: ReadonlySet<Permission>): Permission[] =>
  PERMISSIONS.filter((permission) => permissions.has(permission))

export const roleVersion = (permissions: ReadonlySet<Permission>): string => versionOf(...sorted(permissions))

/** The roles, from the owner's down. */
export const toRolePermissions = (sets: Record<Role, ReadonlySet<Permission>>): RolePermissions[] =>
  ROLES.toReversed().map((role) => ({
    role,
    permissions: sorted(sets[role]),
    isDefault: roleVersion(sets[role]) === roleVersion(ROLE_PERMISSIONS[role]),
    version: roleVersion(sets[role]),
  }))

/** What each role allows in the shop, from the owner's down. */
export const listRolePermissions = (ctx: MerchantContext): Promise<RolePermissions[]> =>
  inTransaction(ctx, async (tx) => toRolePermissions(await selectRolePermissions(tx)))
