import type { MerchantContext, Role } from '../../app/context.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import { OperationError, reject } from '../../kernel/errors.ts'
import { PERMISSIONS, ROLE_PERMISSIONS, type Permission } from '../../kernel/permissions.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { roleVersion, toRolePermissions, type RolePermissions } from './list-role-permissions.ts'
import { selectRolePermissions } from './select-role-permissions.ts'

/** Nobody but the owner can hold it. */
const NOT_ADJUSTABLE: readonly Permission[] = ['ownership.transfer']
/** Every role has it: the portal begins with the orders. */
const ALWAYS: Permission = 'order.read'

/**
 * Changes what a role allows in the shop, from the next request of its members on. A member changes only permissions that they have themselves.
 *
 * @param input `permissions`: null restores the default ones. `version` of the permissions that the change is based on
 * @throws OperationError ROLE_NOT_ADJUSTABLE for the owner's role; PERMISSION_NOT_ALLOWED for each permission that cannot be changed;
 * SETTINGS_CHANGED_MEANWHILE
 */
export async function changeRolePermissions(
  ctx: MerchantContext,
  input: { role: Role; permissions: readonly Permission[] | null; version: string },
): Promise<{ roles: RolePermissions[] }> {
  const { role } = input
  if (role === 'OWNER') return reject('ROLE_NOT_ADJUSTABLE', 'role')
  const wanted = new Set(input.permissions ?? ROLE_PERMISSIONS[role])
  return inTransaction(ctx, async (tx) => {
    // The versions are compared under this lock.
    await tx.em.execute("select pg_advisory_xact_lock(hashtextextended('roles of ' || ?, 0))", [tx.shop.id])
    const before = (await selectRolePermissions(tx))[role]
    if (input.version !== roleVersion(before)) return reject('SETTINGS_CHANGED_MEANWHILE', 'version')
    const changed = PERMISSIONS.filter((permission) => wanted.has(permission) !== before.has(permission))
    const refused = changed.filter(
      (permission) =>
        permission === ALWAYS || NOT_ADJUSTABLE.includes(permission) || !tx.permissions.has(permission),
    )
    if (refused.length > 0)
      throw new OperationError({ code: 'PERMISSION_NOT_ALLOWED', field: ['permissions', ...refused] })
    if (changed.length === 0) return { roles: toRolePermissions(await selectRolePermissions(tx)) }
    const list = input.permissions && `{${PERMISSIONS.filter((each) => wanted.has(each)).join(',')}}`
    await tx.em.execute("select change_role_permissions(decode(?, 'hex'), ?, ?, ?::text[])", [
      tx.member.tokenHash,
      tx.shop.id,
      role,
      list,
    ])
    const signs = changed.map((permission) => `${wanted.has(permission) ? '+' : '−'}${permission}`)
    writeAudit(tx, { action: 'changeRolePermissions', subject: `${role}: ${signs.join(' ')}` })
    return { roles: toRolePermissions(await selectRolePermissions(tx)) }
  })
}
