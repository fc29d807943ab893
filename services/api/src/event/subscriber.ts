import type { InTransaction, ShopContext } from '../app/context.ts'
import type { DomainEvent, EventType } from './event-types.ts'

/**
 * Acts on events after they were committed, in the worker. It receives the events of one order in sequence, in a transaction
 * that also moves its position, so that its changes to the database happen exactly once. It has no other effects, also because the
 * transaction may be rolled back for another subscriber's sake, and the event passed again: what goes outside (a mail) is a row that it
 * writes, and is sent later, at least once, with the id of the row.
 *
 * A new subscriber starts at the first event of each order that has an unprocessed event. If it must not see the events of the
 * past, its migration inserts its positions.
 */
export interface Subscriber {
  /** Names its positions in the database, so it never changes. */
  name: string
  handles(type: EventType): boolean
  /** SQL that tells whether nothing follows from any event of the shop with this id in the statement; then it is passed none. */
  isIdle?(shopId: string): string
  apply(tx: InTransaction<ShopContext>, event: DomainEvent): Promise<void>
}
