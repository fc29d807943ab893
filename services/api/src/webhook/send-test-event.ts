import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { reject } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { insertDelivery } from './insert-delivery.ts'
import { hostOf, requireWebhook } from './webhook.ts'
import type { WebhookDelivery } from './webhook-delivery.ts'
import { TEST_EVENT } from './webhook-events.ts'

/** Sends an event that belongs to no order, so that nothing happens with it. @throws OperationError NOT_FOUND, WEBHOOK_IS_OFF */
export function sendTestEvent(
  ctx: MerchantContext,
  { webhookId }: { webhookId: string },
): Promise<WebhookDelivery | null> {
  return inTransaction(ctx, async (tx) => {
    const webhook = await requireWebhook(tx, webhookId, 'webhookId')
    if (!webhook.isActive) reject('WEBHOOK_IS_OFF', 'webhookId')
    writeAudit(tx, { action: 'sendTestEvent', subject: hostOf(webhook) })
    return insertDelivery(tx, { webhookId, eventType: TEST_EVENT, eventId: null })
  })
}
