import type { WorkerApp, WorkerContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { writeEvent } from '../event/write-event.ts'
import { processDueRows } from '../shop/process-due-rows.ts'
import { lockOrderInShop } from './lock-order.ts'

const MAX_ORDERS_PER_RUN = 100

/**
 * Scheduled task: reminds the buyers of unpaid orders that expire soon: a day before, or halfway through a delay of less
 * than two days. Sent once per status of an order, and never while a bank may still report a payment.
 */
export const remindBuyers = (app: WorkerApp): Promise<void> =>
  processDueRows(
    app,
    ['select * from due_reminders(?)', MAX_ORDERS_PER_RUN],
    remindBuyer,
    'Could not send a payment reminder; will retry',
  )

const remindBuyer = (ctx: WorkerContext, id: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const order = await lockOrderInShop(tx, { id })
    // Checked again under the lock: a payment or a reminder may have come in since the order was found due.
    const [stillDue] = await tx.em.execute<object[]>('select from due_reminders(?) d where d.id = ?', [
      1_000_000,
      id,
    ])
    if (!order || !stillDue) return
    await writeEvent(tx, id, { type: 'order.payment_reminder_due', data: {}, by: 'system' })
  })
