import type { AuditActionName } from '../audit/action-texts.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { MerchantRequest } from '../app/context.ts'
import type { EntityManager } from '../platform/db/orm.ts'
import type { MemberType } from './member.type.ts'

/**
 * Runs `change` and records it in the audit log of every shop the member belongs to, all in one transaction: a change without
 * its audit entries is never committed.
 */
export async function changeAccount<T>(
  { app, address }: MerchantRequest,
  member: MemberType,
  action: AuditActionName,
  change: (em: EntityManager) => Promise<T>,
): Promise<T> {
  const shops = await Promise.all(member.memberships.map(({ shop }) => app.shops.find('slug', shop.slug)))
  return app.orm.em.fork().transactional(async (em) => {
    const result = await change(em)
    for (const shop of shops) {
      if (!shop) continue
      await em.execute("select set_config('app.shop_id', ?, true)", [shop.id])
      writeAudit({ address, member, shop, em }, { action, subject: member.name })
      await em.flush()
    }
    return result
  })
}
