import type { WorkerApp, WorkerContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { processDueRows } from '../shop/process-due-rows.ts'
import { changeOrderStatus } from './change-order-status.ts'
import { lockOrderInShop } from './lock-order.ts'
import { nextStatus } from './order-status.ts'

const MAX_ORDERS_PER_RUN = 100

/** Scheduled task: expires the orders that were not paid within their shop's delay, and releases their stock. */
export const expireOrders = (app: WorkerApp): Promise<void> =>
  processDueRows(
    app,
    ['select * from due_orders(?)', MAX_ORDERS_PER_RUN],
    expireOrder,
    'Could not expire an order; will retry',
  )

const expireOrder = (ctx: WorkerContext, id: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const order = await lockOrderInShop(tx, { id })
    if (!order || nextStatus(order.status, 'paymentOverdue') === null) return
    // Checked again under the lock: a payment may have started since the order was found due.
    const [stillDue] = await tx.em.execute<object[]>('select from due_orders(?) d where d.id = ?', [
      1_000_000,
      id,
    ])
    if (!stillDue) return
    await changeOrderStatus(tx, order, 'paymentOverdue', { type: 'order.expired', data: {}, by: 'system' })
  })
