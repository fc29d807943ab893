import type { Process, ShopContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'
import { dueBatchesTask } from '../shop/due-rows-task.ts'
import { eraseOrders } from './erase-orders.ts'

/** Each order takes some statements, and all stay locked until the commit. */
const MAX_ORDERS_PER_BATCH = 50

/** Erases the buyers of those of the orders that are still due. Returns how many. */
const eraseBatch = (ctx: ShopContext, ids: string[]): Promise<number> =>
  inTransaction(ctx, async (tx) => {
    const due = await tx.em.execute<{ id: string }[]>(
      'select id from due_erasure where shop_id = ? and id = any(?::uuid[])',
      [tx.shop.id, toArray(ids)],
    )
    const erased = await eraseOrders(
      tx,
      due.map(({ id }) => id),
      'system',
    )
    return erased.length
  })

/** Scheduled task: erases the buyers of finished orders whose shop's period has passed since the last contact with the buyer. */
export const eraseOldOrders = dueBatchesTask<Process>(
  'due_erasure',
  eraseBatch,
  'The buyer of an order could not be erased; will retry',
  MAX_ORDERS_PER_BATCH,
)
