import type { WorkerContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { dueRowsTask } from '../shop/due-rows-task.ts'

const MAX_ORDERS_PER_BATCH = 500
/** So that the shops take turns. */
const MAX_BATCHES_PER_RUN = 20

async function indexShop(ctx: WorkerContext): Promise<void> {
  for (let batch = 0; batch < MAX_BATCHES_PER_RUN && !ctx.app.stopping?.aborted; batch++) {
    const indexed = await inTransaction(ctx, async ({ em }) => {
      const [row] = await em.execute<{ count: number }[]>('select index_older_orders(?) as count', [
        MAX_ORDERS_PER_BATCH,
      ])
      return row?.count ?? 0
    })
    if (indexed === 0) return
  }
}

/** Scheduled task: makes the orders searchable that were placed before orders were indexed, the newest first. */
export const indexOlderOrders = dueRowsTask(
  'due_order_search',
  indexShop,
  'Could not index the older orders of a shop; will retry',
)
