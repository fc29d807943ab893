import { validate } from 'uuid'
import type { MerchantContext } from '../../app/context.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import { reject } from '../../kernel/errors.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { selectInvitations, type Invitation } from './list-invitations.ts'

/**
 * Mails an invitation again, with a new link that is valid for seven days; the earlier link no longer is once the mail is sent.
 *
 * @throws OperationError NOT_FOUND, INVITATION_LIMIT
 */
export async function resendInvitation(
  ctx: MerchantContext,
  { id }: { id: string },
): Promise<{ invitations: Invitation[] }> {
  if (!validate(id)) return reject('NOT_FOUND', 'id')
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.em.execute<{ outcome: 'INVITED' | 'NOT_FOUND' | 'INVITATION_LIMIT' }[]>(
      "select resend_invitation(decode(?, 'hex'), ?, ?) as outcome",
      [tx.member.tokenHash, tx.shop.id, id],
    )
    if (row && row.outcome !== 'INVITED') reject(row.outcome, 'id')
    const invitations = await selectInvitations(tx)
    const resent = invitations.find((invitation) => invitation.id === id)
    writeAudit(tx, { action: 'resendInvitation', subject: resent?.email ?? id })
    return { invitations }
  })
}
