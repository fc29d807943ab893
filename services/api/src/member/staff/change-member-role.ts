import type { MerchantContext, Role } from '../../app/context.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import { reject } from '../../kernel/errors.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { mayGiveRole } from '../role/may-give-role.ts'
import { selectShopMembers, type ShopMember } from './list-shop-members.ts'
import { requireChangeableMember } from './require-changeable-member.ts'

/**
 * Gives a member of the shop another role, from the member's next request on.
 *
 * @throws OperationError NOT_FOUND, OWNER_NOT_CHANGEABLE, ROLE_NOT_ALLOWED if the old or the new role allows more than the acting member may do
 */
export async function changeMemberRole(
  ctx: MerchantContext,
  { memberId, role }: { memberId: string; role: Role },
): Promise<{ members: ShopMember[] }> {
  return inTransaction(ctx, async (tx) => {
    const changed = await requireChangeableMember(tx, memberId)
    if (!(await mayGiveRole(tx, role))) return reject('ROLE_NOT_ALLOWED', 'role')
    const [row] = await tx.em.execute<{ changed: boolean }[]>(
      "select change_member_role(decode(?, 'hex'), ?, ?, ?) as changed",
      [tx.member.tokenHash, tx.shop.id, memberId, role],
    )
    if (row?.changed)
      writeAudit(tx, { action: 'changeMemberRole', subject: `${changed.email}: ${changed.role} → ${role}` })
    return { members: await selectShopMembers(tx) }
  })
}
