import { validate } from 'uuid'
import type { MerchantContext } from '../../app/context.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import { reject } from '../../kernel/errors.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { selectInvitations, type Invitation } from './list-invitations.ts'

/**
 * Withdraws an invitation: its link is no longer valid.
 *
 * @throws OperationError NOT_FOUND, also if it was accepted meanwhile
 */
export async function revokeInvitation(
  ctx: MerchantContext,
  { id }: { id: string },
): Promise<{ invitations: Invitation[] }> {
  if (!validate(id)) return reject('NOT_FOUND', 'id')
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.em.execute<{ email: string | null }[]>(
      "select revoke_invitation(decode(?, 'hex'), ?, ?) as email",
      [tx.member.tokenHash, tx.shop.id, id],
    )
    const email = row?.email ?? reject('NOT_FOUND', 'id')
    writeAudit(tx, { action: 'revokeInvitation', subject: email })
    return { invitations: await selectInvitations(tx) }
  })
}
