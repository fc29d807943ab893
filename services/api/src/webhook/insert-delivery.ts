import { v7 } from 'uuid'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import { afterCommit } from '../platform/db/after-commit.ts'
import { queueWebhooks } from './queue-webhooks.ts'
import { selectDelivery, type WebhookDelivery } from './webhook-delivery.ts'
import type { TEST_EVENT, WebhookEventName } from './webhook-events.ts'

/** Writes a delivery that a member asks for. It is sent after what waits of the same order. */
export async function insertDelivery(
  tx: InTransaction<MerchantContext>,
  {
    webhookId,
    eventType,
    eventId,
  }: {
    webhookId: string
    eventType: WebhookEventName | typeof TEST_EVENT
    /** Null for a test. */
    eventId: string | null
  },
): Promise<WebhookDelivery | null> {
  const id = v7()
  await tx.em.execute(
    `insert into webhook_delivery (shop_id, id, endpoint_id, event_type, event_id, stream_id)
     values (?, ?, ?, ?, ?, coalesce((select stream_id from domain_event where shop_id = ? and id = ?), ?))`,
    [...[tx.shop.id, id, webhookId, eventType, eventId], ...[tx.shop.id, eventId, id]],
  )
  afterCommit(tx.em, () => queueWebhooks(tx, [{ id, endpointId: webhookId }]))
  return selectDelivery(tx, id)
}
