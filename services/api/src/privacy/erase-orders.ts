import type { InTransaction, ShopContext } from '../app/context.ts'
import { deleteCarts } from '../cart/delete-carts.ts'
import type { EventActor } from '../event/event-types.ts'
import { writeEvent } from '../event/write-event.ts'
import { afterCommit } from '../platform/db/after-commit.ts'
import { toArray } from '../platform/db/sql.ts'

/**
 * Erases the buyers of those of the orders that are finished, and writes it to their timelines. What a column holds afterwards is in columns-of-buyers.ts. The orders
 * stay locked until the transaction ends.
 * @returns the ids of the orders that were erased
 */
export async function eraseOrders(
  tx: InTransaction<ShopContext>,
  orderIds: readonly string[],
  by: EventActor,
): Promise<string[]> {
  const visitors = await tx.em.execute<{ visitor: string }[]>(
    'select distinct visitor from "order" where shop_id = ? and id = any(?::uuid[]) and erased_at is null',
    [tx.shop.id, toArray(orderIds)],
  )
  const erased = await tx.em.execute<{ id: string }[]>('select unnest(erase_buyers(?::uuid[])) as id', [
    toArray(orderIds),
  ])
  for (const { id } of erased) await writeEvent(tx, id, { type: 'order.buyer_erased', data: {}, by })
  if (erased.length > 0)
    afterCommit(tx.em, () =>
      deleteCarts(
        tx,
        visitors.map(({ visitor }) => visitor),
      ),
    )
  return erased.map(({ id }) => id)
}
