import type { MerchantRequest } from '../../app/context.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import { reject } from '../../kernel/errors.ts'
import type { EntityManager } from '../../platform/db/orm.ts'
import type { ReceivedInvitation } from './find-invitation.ts'

/** Runs `accept` and records the acceptance in the audit log of the inviting shop alone, in one transaction. */
export async function writeAcceptance<T>(
  { app, address }: MerchantRequest,
  { shopId, role }: Pick<ReceivedInvitation, 'shopId' | 'role'>,
  member: { id: string; name: string },
  accept: (em: EntityManager) => Promise<T>,
): Promise<T> {
  const shop = (await app.shops.find('id', shopId)) ?? reject('INVITATION_INVALID')
  return app.orm.em.fork().transactional(async (em) => {
    const result = await accept(em)
    await em.execute("select set_config('app.shop_id', ?, true)", [shop.id])
    writeAudit({ address, member, shop, em }, { action: 'acceptInvitation', subject: role })
    await em.flush()
    return result
  })
}
