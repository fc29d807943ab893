import type { MerchantRequest } from '../../app/context.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import { reject, RequestError } from '../../kernel/errors.ts'
import { requireMember } from '../../kernel/require-member.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'

/**
 * Ends the acting member's own access to the shop of the request.
 *
 * @throws OperationError LAST_OWNER; RequestError UNAUTHENTICATED, FORBIDDEN without a shop in which the member works
 */
export async function leaveShop(request: MerchantRequest): Promise<Record<string, never>> {
  const member = requireMember(request)
  const { app, address, membership } = request
  if (!membership?.role) throw new RequestError('FORBIDDEN', 'You do not work in this shop.')
  const { shop, role } = membership
  return inTransaction({ app, shop, member, address }, async (tx) => {
    const [row] = await tx.em.execute<{ has_left: boolean }[]>(
      "select leave_shop(decode(?, 'hex'), ?) as has_left",
      [member.tokenHash, shop.id],
    )
    if (!row?.has_left) reject('LAST_OWNER')
    writeAudit(tx, { action: 'leaveShop', subject: role })
    return {}
  })
}
