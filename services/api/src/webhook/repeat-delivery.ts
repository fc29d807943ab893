import { validate as isUuid } from 'uuid'
import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { reject } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { insertDelivery } from './insert-delivery.ts'
import { hostOf, requireWebhook } from './webhook.ts'
import { selectDelivery, type WebhookDelivery } from './webhook-delivery.ts'

/** Sends again what has ended, under the same id. @throws OperationError NOT_FOUND, WEBHOOK_IS_OFF, WEBHOOK_DELIVERY_WAITS */
export function repeatDelivery(
  ctx: MerchantContext,
  { deliveryId }: { deliveryId: string },
): Promise<WebhookDelivery | null> {
  return inTransaction(ctx, async (tx) => {
    const delivery = isUuid(deliveryId) ? await selectDelivery(tx, deliveryId) : null
    if (!delivery) return reject('NOT_FOUND', 'deliveryId')
    const { webhookId, eventType, messageId } = delivery
    const webhook = await requireWebhook(tx, webhookId, 'deliveryId')
    if (!webhook.isActive) reject('WEBHOOK_IS_OFF', 'deliveryId')
    if (delivery.status === 'PENDING') reject('WEBHOOK_DELIVERY_WAITS', 'deliveryId')
    writeAudit(tx, { action: 'repeatDelivery', subject: `${hostOf(webhook)}, ${eventType}` })
    const eventId = messageId === delivery.id ? null : messageId
    return insertDelivery(tx, { webhookId, eventType, eventId })
  })
}
