import type { InTransaction, Process, ShopContext } from '../app/context.ts'
import { executeAndCommit } from '../platform/db/execute-and-commit.ts'
import { inShop, type EntityManager } from '../platform/db/orm.ts'
import { toArray } from '../platform/db/sql.ts'
import type { EventJob } from '../platform/queue/queue.ts'
import { SELECT_SHOP, toShop, type ShopRow } from '../shop/load-shop.ts'
import type { DomainEvent } from './event-types.ts'
import type { Subscriber } from './subscriber.ts'

interface Pending {
  shop: ShopRow
  /** Of the subscribers, by name. */
  positions: Record<string, number>
  /** In sequence, from the first that one of the subscribers has not processed. */
  events: DomainEvent[]
  /** The names of the subscribers that the shop has no use for. */
  idle: string[]
}

/**
 * Passes the next events of a stream, at most `max`, to some of the subscribers, in a transaction that also moves their positions.
 * @returns whether there may be more
 * @throws the error of a subscriber; then nothing has changed
 */
export const passEvents = (
  app: Process,
  { shopId, streamId }: EventJob,
  subscribers: readonly Subscriber[],
  max: number,
): Promise<boolean> =>
  inShop(app.orm, shopId, async (em) => {
    const pending = await lockPositions(em, shopId, streamId, subscribers, max)
    if (!pending) return false
    const { positions, events, idle } = pending
    const last = events.at(-1)?.sequence
    if (last === undefined) return false
    const shop = toShop(pending.shop)
    const tx: InTransaction<ShopContext> = { app, shop, language: shop.locale, em }
    for (const subscriber of subscribers)
      for (const event of events)
        if (isFor(subscriber, event, positions) && !idle.includes(subscriber.name))
          await subscriber.apply(tx, event)
    await em.flush()
    await movePositions(tx, streamId, subscribers, last)
    return events.length === max
  })

const isFor = ({ name, handles }: Subscriber, event: DomainEvent, positions: Pending['positions']): boolean =>
  event.sequence > (positions[name] ?? 0) && handles(event.type)

/**
 * Locks the subscribers' positions in the stream until the transaction ends, always in the order of their names, and reads the shop and the unprocessed
 * events after them. Null without the shop.
 */
async function lockPositions(
  em: EntityManager,
  shopId: string,
  streamId: string,
  subscribers: readonly Subscriber[],
  max: number,
): Promise<Pending | undefined> {
  const names = subscribers.map(({ name }) => name).toSorted()
  const [row] = await em.execute<Pending[]>(
    `with position as (
       insert into event_position (shop_id, stream_id, subscriber)
       select s.id, ?, n.name from shop s, unnest(?::text[]) with ordinality n (name, place) where s.id = ? order by n.place
       on conflict (shop_id, stream_id, subscriber) do update set sequence = event_position.sequence
       returning subscriber, sequence
     ), pending as (
       select e.id, e.stream_id as "streamId", e.order_id as "orderId", e.sequence, e.type, e.data from domain_event e
       where e.shop_id = ? and e.stream_id = ? and e.processed_at is null
         and e.sequence > (select min(sequence) from position) order by e.sequence limit ?
     )
     select row_to_json(s) as shop,
       (select json_object_agg(subscriber, sequence) from position) as positions,
       (select coalesce(json_agg(p order by p.sequence), '[]') from pending p) as events,
       array_remove(array[${subscribers.map(idleName).join(', ')}]::text[], null) as idle
     from (${SELECT_SHOP}) s`,
    [streamId, toArray(names), shopId, shopId, streamId, max, shopId],
  )
  return row
}

const idleName = ({ name, isIdle }: Subscriber): string =>
  isIdle ? `case when ${isIdle('s.id')} then '${name}' end` : 'null'

/** Moves the positions to the last event that was passed, marks events that all subscribers have passed as processed, and commits. */
async function movePositions(
  { em, app, shop }: InTransaction<ShopContext>,
  streamId: string,
  subscribers: readonly Subscriber[],
  last: number,
): Promise<void> {
  const names = subscribers.map(({ name }) => name)
  const others = app.subscribers.map(({ name }) => name).filter((name) => !names.includes(name))
  await executeAndCommit(
    em,
    `with moved as (
       update event_position set sequence = greatest(sequence, ?)
       where shop_id = ? and stream_id = ? and subscriber = any(?::text[]) returning sequence
     ), others as (
       select coalesce(p.sequence, 0) as sequence from unnest(?::text[]) o (name)
       left join event_position p on p.shop_id = ? and p.stream_id = ? and p.subscriber = o.name
     )
     update domain_event e set processed_at = now()
     where e.shop_id = ? and e.stream_id = ? and e.processed_at is null
       and e.sequence <= least((select min(sequence) from moved), (select min(sequence) from others))`,
    [last, shop.id, streamId, toArray(names), toArray(others), shop.id, streamId, shop.id, streamId],
  )
}
