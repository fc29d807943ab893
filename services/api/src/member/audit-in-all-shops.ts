import { writeAudit } from '../audit/write-audit.ts'
import type { MerchantRequest } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import type { MemberType } from './member.type.ts'

/** Records a change of the member's account in the audit log of every shop the member belongs to. */
export async function auditInAllShops(
  request: MerchantRequest,
  member: MemberType,
  action: string,
): Promise<void> {
  const { app, language, address } = request
  for (const { shop: ref, role } of member.memberships) {
    const shop = app.shops.bySlug(ref.slug)
    if (!shop) continue
    await inTransaction({ app, language, address, member, shop, role }, async (tx) =>
      writeAudit(tx, { action, subject: member.name }),
    )
  }
}
