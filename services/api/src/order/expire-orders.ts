import type { WorkerContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { dueRowsTask } from '../shop/due-rows-task.ts'
import { changeOrderStatus } from './change-order-status.ts'
import { lockOrderInShop } from './lock-order.ts'
import { nextStatus } from './order-status.ts'

const expireOrder = (ctx: WorkerContext, id: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const order = await lockOrderInShop(tx, { id })
    if (!order || nextStatus(order.status, 'paymentOverdue') === null) return
    // Checked again under the lock: a payment may have started since the order was found due.
    const [stillDue] = await tx.em.execute<object[]>('select from due_order where shop_id = ? and id = ?', [
      tx.shop.id,
      id,
    ])
    if (!stillDue) return
    await changeOrderStatus(tx, order, 'paymentOverdue', { type: 'order.expired', data: {}, by: 'system' })
  })

/** Scheduled task: expires the orders that were not paid within their shop's delay, and releases their stock. */
export const expireOrders = dueRowsTask('due_order', expireOrder, 'Could not expire an order; will retry')
