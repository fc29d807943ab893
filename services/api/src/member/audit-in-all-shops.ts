import { writeAudit } from '../audit/write-audit.ts'
import { inTransaction, type MerchantRequest } from '../app/context.ts'
import type { MemberType } from './member.type.ts'

/** Tells each of the member's shops, in its own audit log, what the member did to its account; of the others nothing. */
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
