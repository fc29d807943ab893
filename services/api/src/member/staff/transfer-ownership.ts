import { validate } from 'uuid'
import type { MerchantContext } from '../../app/context.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import { reject } from '../../kernel/errors.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { selectShopMembers, type ShopMember } from './list-shop-members.ts'

/**
 * Makes another member of the shop its owner; the acting owner becomes a manager.
 *
 * @throws OperationError NOT_FOUND if nobody else in the shop has this id
 */
export async function transferOwnership(
  ctx: MerchantContext,
  { memberId }: { memberId: string },
): Promise<{ members: ShopMember[] }> {
  if (!validate(memberId)) return reject('NOT_FOUND', 'memberId')
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.em.execute<{ transferred: boolean }[]>(
      "select transfer_ownership(decode(?, 'hex'), ?, ?) as transferred",
      [tx.member.tokenHash, tx.shop.id, memberId],
    )
    if (!row?.transferred) return reject('NOT_FOUND', 'memberId')
    const members = await selectShopMembers(tx)
    const owner = members.find(({ id }) => id === memberId)
    writeAudit(tx, { action: 'transferOwnership', subject: owner?.email ?? memberId })
    return { members }
  })
}
