import type { MerchantContext } from '../../app/context.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import { reject } from '../../kernel/errors.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { selectShopMembers, type ShopMember } from './list-shop-members.ts'
import { requireChangeableMember } from './require-changeable-member.ts'

/**
 * Ends a member's access to the shop at once, also in sessions that are open. The account and its other shops stay.
 *
 * @throws OperationError NOT_FOUND, OWNER_NOT_CHANGEABLE, ROLE_NOT_ALLOWED
 */
export async function removeMember(
  ctx: MerchantContext,
  { memberId }: { memberId: string },
): Promise<{ members: ShopMember[] }> {
  return inTransaction(ctx, async (tx) => {
    const { email, role } = await requireChangeableMember(tx, memberId)
    const [row] = await tx.em.execute<{ removed: boolean }[]>(
      "select remove_member(decode(?, 'hex'), ?, ?) as removed",
      [tx.member.tokenHash, tx.shop.id, memberId],
    )
    if (!row?.removed) reject('NOT_FOUND', 'memberId')
    writeAudit(tx, { action: 'removeMember', subject: `${email}: ${role}` })
    return { members: await selectShopMembers(tx) }
  })
}
