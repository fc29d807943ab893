import { v7 } from 'uuid'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { DomainEvent } from '../event/event-types.ts'
import { reject } from '../kernel/errors.ts'
import { afterCommit } from '../platform/db/after-commit.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'
import { queueWebhooks } from './queue-webhooks.ts'
import { hostOf, requireWebhook, type Webhook } from './webhook.ts'
import { toWebhookEvent, TOLD_EVENT_TYPES, type CatalogEventName } from './webhook-events.ts'

const MAX_EVENTS = 10_000
const MAX_AGE_DAYS = 30

/**
 * Sends again what happened between two moments and what the endpoint is told of, whether it was told before or not, in the order of each order. Of the catalogue, only
 * what some endpoint was told of at that time.
 * @returns how many events
 * @throws OperationError NOT_FOUND, WEBHOOK_IS_OFF, WEBHOOK_PERIOD_INVALID, TOO_MANY_WEBHOOK_EVENTS
 */
export function replayEvents(
  ctx: MerchantContext,
  { webhookId, from, to }: { webhookId: string; from: Date; to: Date },
): Promise<number> {
  const oldest = Date.now() - MAX_AGE_DAYS * 86_400_000
  if (from >= to || from.getTime() < oldest) reject('WEBHOOK_PERIOD_INVALID', 'from')
  return inTransaction(ctx, async (tx) => {
    const webhook = await requireWebhook(tx, webhookId, 'webhookId')
    if (!webhook.isActive) reject('WEBHOOK_IS_OFF', 'webhookId')
    const count = await insertDeliveries(tx, webhook, await selectEvents(tx, webhook, from, to))
    writeAudit(tx, {
      action: 'replayEvents',
      subject: `${hostOf(webhook)}, ${from.toISOString()} – ${to.toISOString()}, ${count}`,
    })
    if (count > 0) afterCommit(tx.em, () => queueWebhooks(tx, [{ id: v7(), endpointId: webhookId }]))
    return count
  })
}

type StoredEvent =
  | Pick<DomainEvent, 'id' | 'streamId' | 'type' | 'data'>
  | { id: string; streamId: string; type: CatalogEventName; data: null }

async function selectEvents(
  { em, shop }: InTransaction<MerchantContext>,
  { eventTypes }: Webhook,
  from: Date,
  to: Date,
): Promise<StoredEvent[]> {
  const events = await em.execute<StoredEvent[]>(
    `select id, "streamId", type, data from (
       select id, stream_id as "streamId", type, data, sequence, at from domain_event
         where shop_id = ? and at >= ? and at < ? and type = any(?::text[])
       union all
       select id, stream_id, type, null, null, at from catalog_event
         where shop_id = ? and at >= ? and at < ? and type = any(?::text[])
     ) e order by "streamId", sequence, at, id limit ?`,
    [
      ...[shop.id, from, to, toArray(TOLD_EVENT_TYPES)],
      ...[shop.id, from, to, toArray(eventTypes)],
      MAX_EVENTS + 1,
    ],
  )
  if (events.length > MAX_EVENTS) reject('TOO_MANY_WEBHOOK_EVENTS', 'from')
  return events
}

async function insertDeliveries(
  { em, shop }: InTransaction<MerchantContext>,
  { id, eventTypes }: Webhook,
  events: readonly StoredEvent[],
): Promise<number> {
  const rows = events.flatMap((event) => {
    const type = event.data === null ? event.type : toWebhookEvent(event)
    if (!type || !eventTypes.includes(type)) return []
    const key = event.data === null ? 'catalog_event_id' : 'event_id'
    return [{ id: v7(), event_type: type, [key]: event.id, stream_id: event.streamId }]
  })
  await em.execute(
    `insert into webhook_delivery (shop_id, id, endpoint_id, event_type, event_id, catalog_event_id, stream_id)
     select ?, (d.value->>'id')::uuid, ?, d.value->>'event_type', (d.value->>'event_id')::uuid, (d.value->>'catalog_event_id')::uuid,
       (d.value->>'stream_id')::uuid
     from jsonb_array_elements(?::jsonb) with ordinality d order by d.ordinality`,
    [shop.id, id, JSON.stringify(rows)],
  )
  return rows.length
}
