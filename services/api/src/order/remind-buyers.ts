import type { WorkerContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { writeEvent } from '../event/write-event.ts'
import { dueRowsTask } from '../shop/due-rows-task.ts'
import { lockOrderInShop } from './lock-order.ts'

const remindBuyer = (ctx: WorkerContext, id: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const order = await lockOrderInShop(tx, { id })
    // Checked again under the lock: a payment or a reminder may have come in since the order was found due.
    const [stillDue] = await tx.em.execute<object[]>(
      'select from due_reminder where shop_id = ? and id = ?',
      [tx.shop.id, id],
    )
    if (!order || !stillDue) return
    await writeEvent(tx, id, { type: 'order.payment_reminder_due', data: {}, by: 'system' })
  })

/**
 * Scheduled task: reminds the buyers of unpaid orders that expire soon: a day before, or halfway through a delay of less
 * than two days. Sent once per status of an order, and never while a bank may still report a payment.
 */
export const remindBuyers = dueRowsTask(
  'due_reminder',
  remindBuyer,
  'Could not send a payment reminder; will retry',
)
