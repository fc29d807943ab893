import type { InTransaction, Process, ShopContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import type { EventJob } from '../platform/queue/queue.ts'
import { KnownFailure } from '../platform/queue/queue-worker.ts'
import { reportFailure } from '../platform/telemetry/report-failure.ts'
import { loadShop } from '../shop/load-shop.ts'
import type { DomainEvent } from './event-types.ts'
import type { Subscriber } from './subscriber.ts'

/**
 * Job handler: passes the unprocessed events of a stream to every subscriber. One that fails is logged and stays behind, without
 * holding up the others; the job is then retried.
 */
export async function processEvents(app: Process, { shopId, streamId }: EventJob): Promise<void> {
  const shop = await loadShop(app, shopId)
  if (!shop) return
  const ctx: ShopContext = { app, shop, language: shop.locale }
  const failed: string[] = []
  for (const subscriber of app.subscribers) {
    try {
      while (await processNext(ctx, subscriber, streamId));
    } catch (error) {
      failed.push(subscriber.name)
      const details = { shop: shopId, stream: streamId, subscriber: subscriber.name }
      const message = 'A subscriber failed to process an event; will retry'
      reportFailure(app.log, 'event-subscriber', error, details, message)
    }
  }
  if (failed.length > 0) throw new KnownFailure(`Subscribers that failed: ${failed.join(', ')}`)
}

/** Processes the next event of the stream, and returns whether there are more. */
const processNext = (ctx: ShopContext, subscriber: Subscriber, streamId: string): Promise<boolean> =>
  inTransaction(ctx, async (tx) => {
    const position = await lockPosition(tx, subscriber, streamId)
    const [event, following] = await findEventsAfter(tx, streamId, position)
    if (!event) return false
    if (subscriber.handles(event.type)) await subscriber.apply(tx, event)
    await tx.em.flush()
    await movePosition(tx, subscriber, event)
    return following !== undefined
  })

/** Locks the subscriber's position in the stream until the transaction ends, and returns its sequence. */
async function lockPosition(
  tx: InTransaction<ShopContext>,
  { name }: Subscriber,
  streamId: string,
): Promise<number> {
  const [row] = await tx.em.execute<{ sequence: number }[]>(
    `insert into event_position (shop_id, stream_id, subscriber) values (?, ?, ?)
     on conflict (shop_id, stream_id, subscriber) do update set sequence = event_position.sequence returning sequence`,
    [tx.shop.id, streamId, name],
  )
  return row?.sequence ?? 0
}

/** The next two unprocessed events after the position. */
async function findEventsAfter(
  tx: InTransaction<ShopContext>,
  streamId: string,
  position: number,
): Promise<DomainEvent[]> {
  return tx.em.execute<DomainEvent[]>(
    `select id, stream_id as "streamId", order_id as "orderId", sequence, type, data from domain_event
     where shop_id = ? and stream_id = ? and sequence > ? and processed_at is null order by sequence limit 2`,
    [tx.shop.id, streamId, position],
  )
}

/** Moves the position to the event, and marks events that all subscribers have passed as processed. */
async function movePosition(
  tx: InTransaction<ShopContext>,
  subscriber: Subscriber,
  event: DomainEvent,
): Promise<void> {
  const others = tx.app.subscribers.map(({ name }) => name).filter((name) => name !== subscriber.name)
  await tx.em.execute(
    `with moved as (
       update event_position set sequence = ? where shop_id = ? and stream_id = ? and subscriber = ? returning sequence
     ), others as (
       select min(coalesce(p.sequence, 0)) as sequence from jsonb_array_elements_text(?::jsonb) o (name)
       left join event_position p on p.shop_id = ? and p.stream_id = ? and p.subscriber = o.name
     )
     update domain_event e set processed_at = now() from moved, others
     where e.shop_id = ? and e.stream_id = ? and e.processed_at is null
       and e.sequence <= least(moved.sequence, others.sequence)`,
    [
      event.sequence,
      tx.shop.id,
      event.streamId,
      subscriber.name,
      JSON.stringify(others),
      tx.shop.id,
      event.streamId,
      tx.shop.id,
      event.streamId,
    ],
  )
}
