import { v7 } from 'uuid'
import { OPERATOR } from '../../audit/operator.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import { checkEmail } from '../../kernel/check-email.ts'
import { OperationError, reject, type UserError } from '../../kernel/errors.ts'
import { inShop, type Orm } from '../../platform/db/orm.ts'
import type { ShopStatus } from '../../shop/shop.ts'
import type { InvitationOutcome } from './write-invitation.ts'

/**
 * Mails the invitation of a shop's owner again, as the operator of the platform: when it has expired or the mail was lost. The link is valid
 * for seven days from now.
 *
 * @param email another address, which is invited in place of the earlier one, also when the shop has an owner; null for the invited one
 * @returns the invited address
 * @throws OperationError NOT_FOUND (slug: no such shop; email: nobody was invited as the owner), SHOP_CLOSED_FOR_GOOD, INVALID_EMAIL, ALREADY_MEMBER, INVITATION_LIMIT
 */
export async function inviteOwner(
  orm: Orm,
  input: { slug: string; email: string | null },
): Promise<{ email: string }> {
  const problems: UserError[] = []
  const email = input.email === null ? null : checkEmail(input.email, problems).toLowerCase()
  if (problems.length > 0) throw new OperationError(...problems)
  const [shop] = await orm.em
    .fork()
    .execute<{ id: string; status: ShopStatus }[]>('select id, status from shop where slug = ?', [input.slug])
  if (!shop) return reject('NOT_FOUND', 'slug')
  if (shop.status === 'CLOSED') return reject('SHOP_CLOSED_FOR_GOOD', 'slug')
  return inShop(orm, shop.id, async (em) => {
    const [row] = await em.execute<{ outcome: InvitationOutcome | 'NOT_FOUND' }[]>(
      'select invite_owner(?, ?, ?) as outcome',
      [shop.id, v7(), email],
    )
    if (row && row.outcome !== 'INVITED') reject(row.outcome, 'email')
    const [invited] = await em.execute<{ email: string }[]>(
      "select email from invitation where shop_id = ? and role = 'OWNER' and email = coalesce(?, email) order by created_at desc limit 1",
      [shop.id, email],
    )
    if (!invited) throw new Error('invite_owner invited nobody')
    writeAudit({ em, shop, ...OPERATOR }, { action: 'inviteOwner', subject: invited.email })
    return invited
  })
}
