import type { InTransaction, MerchantContext, Role } from '../../app/context.ts'
import { selectRolePermissions } from './select-role-permissions.ts'

/** Whether the member may give somebody this role: not the owner's, and none with a permission that the member lacks. */
export async function mayGiveRole(tx: InTransaction<MerchantContext>, role: Role): Promise<boolean> {
  if (role === 'OWNER') return false
  const given = (await selectRolePermissions(tx))[role]
  return [...given].every((permission) => tx.permissions.has(permission))
}
