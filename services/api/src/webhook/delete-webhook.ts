import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { hostOf, requireWebhook } from './webhook.ts'

/** Deletes an endpoint with its deliveries. @throws OperationError NOT_FOUND */
export function deleteWebhook(ctx: MerchantContext, { id }: { id: string }): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const webhook = await requireWebhook(tx, id)
    await tx.em.execute('delete from webhook_endpoint where shop_id = ? and id = ?', [tx.shop.id, id])
    writeAudit(tx, { action: 'deleteWebhook', subject: hostOf(webhook) })
  })
}
