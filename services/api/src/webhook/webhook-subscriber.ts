import { v7 } from 'uuid'
import type { Subscriber } from '../event/subscriber.ts'
import { afterCommit } from '../platform/db/after-commit.ts'
import { queueWebhooks } from './queue-webhooks.ts'
import { toWebhookEvent, TOLD_EVENT_TYPES } from './webhook-events.ts'

const told = new Set(TOLD_EVENT_TYPES)

/** Writes a delivery for each endpoint that wants an event. */
export const webhookSubscriber: Subscriber = {
  name: 'webhooks',
  handles: (type) => told.has(type),
  isIdle: (shopId) =>
    `not exists (select from webhook_endpoint w where w.shop_id = ${shopId} and w.is_active)`,
  async apply(tx, event) {
    const eventType = toWebhookEvent(event)
    if (!eventType) return
    const endpoints = await tx.em.execute<{ id: string }[]>(
      'select id from webhook_endpoint where shop_id = ? and is_active and ? = any(event_types) for key share',
      [tx.shop.id, eventType],
    )
    if (endpoints.length === 0) return
    const deliveries = endpoints.map(({ id }) => ({ id: v7(), endpoint_id: id }))
    await tx.em.execute(
      `insert into webhook_delivery (shop_id, id, endpoint_id, event_type, event_id, stream_id)
       select ?, d.id, d.endpoint_id, ?, ?, ? from jsonb_to_recordset(?::jsonb) as d (id uuid, endpoint_id uuid)`,
      [tx.shop.id, eventType, event.id, event.streamId, JSON.stringify(deliveries)],
    )
    const jobs = deliveries.map(({ id, endpoint_id: endpointId }) => ({ id, endpointId }))
    afterCommit(tx.em, () => queueWebhooks(tx, jobs))
  },
}
