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
    /** Of a domain event or an event of the catalogue; null for a test. */
    eventId: string | null
  },
): Promise<WebhookDelivery | null> {
  const id = v7()
  await tx.em.execute(
    `insert into webhook_delivery (shop_id, id, endpoint_id, event_type, event_id, catalog_event_id, stream_id)
     select d.shop_id, d.id, ?, ?, e.id, c.id, coalesce(e.stream_id, c.stream_id, d.id)
     from (select ?::uuid as shop_id, ?::uuid as id, ?::uuid as event_id) d
     left join domain_event e on e.shop_id = d.shop_id and e.id = d.event_id
     left join catalog_event c on c.shop_id = d.shop_id and c.id = d.event_id`,
    [webhookId, eventType, tx.shop.id, id, eventId],
  )
  afterCommit(tx.em, () => queueWebhooks(tx, [{ id, endpointId: webhookId }]))
  return selectDelivery(tx, id)
}
