import { v7 } from 'uuid'
import type { InTransaction, ShopContext } from '../app/context.ts'
import { afterCommit } from '../platform/db/after-commit.ts'
import type { EventActor, NewEvent } from './event-types.ts'
import { queueEvent } from './queue-events.ts'

/**
 * Writes an event of an order in the transaction. The number that it gets comes from the order's row, which is locked from then on.
 * After the commit, its subscribers are woken.
 */
export async function writeEvent(
  tx: InTransaction<ShopContext>,
  orderId: string,
  event: NewEvent,
): Promise<void> {
  const row = prepareEvent(tx, orderId, event)
  await tx.em.execute(
    `with numbered as (
       update "order" set event_count = event_count + 1 where shop_id = ? and id = ? returning event_count
     )
     ${insertEvent('numbered')}`,
    [tx.shop.id, orderId, JSON.stringify(row)],
  )
}

/**
 * SQL that inserts an order's event. Its one parameter is the result of `prepareEvent` as JSON; `numbered` names the CTE that returns the
 * order's new `event_count`.
 */
export const insertEvent = (numbered: string): string => `
  insert into domain_event (shop_id, id, stream_id, order_id, sequence, type, actor, member_id, api_key_id, data, processed_at)
  select r.shop_id, r.id, r.stream_id, r.stream_id, ${numbered}.event_count, r.type, r.actor, r.member_id, r.api_key_id, r.data, r.processed_at
  from ${numbered}, jsonb_populate_record(null::domain_event, ?::jsonb) r`

/** Writes the first and only event of something that belongs to no order: an unmatched payment. */
export async function writeEventWithoutOrder(
  tx: InTransaction<ShopContext>,
  streamId: string,
  event: NewEvent,
): Promise<void> {
  await tx.em.execute(
    `insert into domain_event (shop_id, id, stream_id, sequence, type, actor, member_id, api_key_id, data, processed_at)
     select r.shop_id, r.id, r.stream_id, 1, r.type, r.actor, r.member_id, r.api_key_id, r.data, r.processed_at
     from jsonb_populate_record(null::domain_event, ?::jsonb) r`,
    [JSON.stringify(prepareEvent(tx, streamId, event))],
  )
}

/** Prepares an event for a statement that inserts it: returns its columns except `sequence`, and wakes its subscribers after the commit. */
export function prepareEvent(tx: InTransaction<ShopContext>, streamId: string, event: NewEvent) {
  const id = v7()
  const hasSubscriber = tx.app.subscribers.some((subscriber) => subscriber.handles(event.type))
  if (hasSubscriber) afterCommit(tx.em, () => queueEvent(tx, { id, streamId }))
  return {
    shop_id: tx.shop.id,
    id,
    stream_id: streamId,
    type: event.type,
    ...actorColumns(event.by),
    data: event.data,
    processed_at: hasSubscriber ? null : new Date(),
  }
}

function actorColumns(by: EventActor) {
  if (typeof by === 'string') return { actor: by, member_id: null, api_key_id: null }
  return 'memberId' in by
    ? { actor: 'member', member_id: by.memberId, api_key_id: null }
    : { actor: 'api_key', member_id: null, api_key_id: by.apiKeyId }
}
