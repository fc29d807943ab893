import type { WorkerContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'
import { dueBatchesTask } from '../shop/due-rows-task.ts'
import { expireLockedOrders } from './change-order-status.ts'

/** Expires those of the orders that are still due, in four statements whatever their number. Returns how many. */
export const expireBatch = (ctx: WorkerContext, ids: string[]): Promise<number> =>
  inTransaction(ctx, async (tx) => {
    // An order that is locked is being paid or changed; if it is still due afterwards, the next run finds it again.
    const locked = await tx.em.execute<{ id: string }[]>(
      'select id from "order" where shop_id = ? and id = any(?::uuid[]) order by id for no key update skip locked',
      [tx.shop.id, toArray(ids)],
    )
    // Checked again under the lock: a payment may have started since the order was found due.
    const stillDue = await tx.em.execute<{ id: string }[]>(
      'select id from due_order where shop_id = ? and id = any(?::uuid[])',
      [tx.shop.id, toArray(locked.map(({ id }) => id))],
    )
    if (stillDue.length === 0) return 0
    return expireLockedOrders(
      tx,
      stillDue.map(({ id }) => id),
    )
  })

/** Scheduled task: expires the orders that were not paid within their shop's delay, and releases their stock. */
export const expireOrders = dueBatchesTask('due_order', expireBatch, 'Could not expire an order; will retry')
