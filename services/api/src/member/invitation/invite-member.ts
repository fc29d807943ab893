import { v7 } from 'uuid'
import type { MerchantContext, Role } from '../../app/context.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import { checkEmail } from '../../kernel/check-email.ts'
import { OperationError, reject, type UserError } from '../../kernel/errors.ts'
import { parseText } from '../../kernel/read-text.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { mayGiveRole } from '../role/may-give-role.ts'
import { selectInvitations, type Invitation } from './list-invitations.ts'
import type { InvitationOutcome } from './write-invitation.ts'

export const MAX_NAME_LENGTH = 100

/**
 * Invites somebody to work in the shop: the worker mails a link that is valid for seven days. The answer does not tell whether the address
 * has an account. Nobody is invited as the owner: see transferOwnership.
 *
 * @throws OperationError with every INVALID_EMAIL, CARD_NUMBER_IN_TEXT and ROLE_NOT_ALLOWED; ALREADY_MEMBER, ALREADY_INVITED, INVITATION_LIMIT
 */
export async function inviteMember(
  ctx: MerchantContext,
  input: { email: string; name?: string | null; role: Role },
): Promise<{ invitations: Invitation[] }> {
  const problems: UserError[] = []
  const email = checkEmail(input.email, problems).toLowerCase()
  const name = parseText(input.name, 'name', MAX_NAME_LENGTH) ?? ''
  return inTransaction(ctx, async (tx) => {
    if (!(await mayGiveRole(tx, input.role))) problems.push({ code: 'ROLE_NOT_ALLOWED', field: ['role'] })
    if (problems.length > 0) throw new OperationError(...problems)
    const [row] = await tx.em.execute<{ outcome: InvitationOutcome }[]>(
      "select invite_member(decode(?, 'hex'), ?, ?, ?, ?, ?) as outcome",
      [tx.member.tokenHash, tx.shop.id, v7(), email, name, input.role],
    )
    if (row && row.outcome !== 'INVITED') reject(row.outcome, 'email')
    writeAudit(tx, { action: 'inviteMember', subject: `${email}: ${input.role}` })
    return { invitations: await selectInvitations(tx) }
  })
}
