import type { InTransaction, Process, ShopContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { executeAndCommit } from '../platform/db/execute-and-commit.ts'
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
    const [event, following] = await lockNextEvents(tx, subscriber, streamId)
    if (!event) return false
    if (subscriber.handles(event.type)) await subscriber.apply(tx, event)
    await tx.em.flush()
    await movePosition(tx, subscriber, event)
    return following !== undefined
  })

/** Locks the subscriber's position in the stream until the transaction ends, and returns the next two unprocessed events after it. */
const lockNextEvents = (
  tx: InTransaction<ShopContext>,
  { name }: Subscriber,
  streamId: string,
): Promise<DomainEvent[]> =>
  tx.em.execute<DomainEvent[]>(
    `with position as (
       insert into event_position (shop_id, stream_id, subscriber) values (?, ?, ?)
       on conflict (shop_id, stream_id, subscriber) do update set sequence = event_position.sequence
       returning shop_id, stream_id, sequence
     )
     select e.id, e.stream_id as "streamId", e.order_id as "orderId", e.sequence, e.type, e.data
     from position p join domain_event e on e.shop_id = p.shop_id and e.stream_id = p.stream_id
     where e.sequence > p.sequence and e.processed_at is null order by e.sequence limit 2`,
    [tx.shop.id, streamId, name],
  )

/** Moves the position to the event, marks events that all subscribers have passed as processed, and commits. */
async function movePosition(
  tx: InTransaction<ShopContext>,
  subscriber: Subscriber,
  event: DomainEvent,
): Promise<void> {
  const others = tx.app.subscribers.map(({ name }) => name).filter((name) => name !== subscriber.name)
  await executeAndCommit(
    tx.em,
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
