import type { InTransaction, MerchantContext, Role } from '../../app/context.ts'
import { permissionsOf, ROLES, type Permission } from '../../kernel/permissions.ts'

/** What each role allows in the shop now. */
export async function selectRolePermissions({
  em,
  shop,
}: InTransaction<MerchantContext>): Promise<Record<Role, ReadonlySet<Permission>>> {
  const [row] = await em.execute<{ chosen: Partial<Record<Role, string[]>> }[]>(
    'select role_permissions as chosen from shop where id = ?',
    [shop.id],
  )
  return Object.fromEntries(ROLES.map((role) => [role, permissionsOf(role, row?.chosen[role])])) as Record<
    Role,
    ReadonlySet<Permission>
  >
}
