import type { WorkerApp, WorkerContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { MailKind } from '../mail/mail.type.ts'
import { queueMails } from '../mail/queue-mails.ts'
import { writeMails } from '../mail/write-mail.ts'
import { processDueRows } from '../shop/process-due-rows.ts'
import { lockOrderInShop } from './lock-order.ts'
import { timelineMessage } from './timeline-messages.ts'
import { writeOrderEvent } from './write-order-event.ts'

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

async function remindBuyer(ctx: WorkerContext, id: string): Promise<void> {
  const mailIds = await inTransaction(ctx, async (tx) => {
    const order = await lockOrderInShop(tx, { id })
    // Checked again under the lock: a payment or a reminder may have come in since the order was found due.
    const [stillDue] = await tx.em.execute<object[]>('select from due_reminders(?) d where d.id = ?', [
      1_000_000,
      id,
    ])
    if (!order || !stillDue) return []
    const message = timelineMessage('REMINDED', ctx.shop.locale)
    writeOrderEvent(tx, order, { kind: 'PAYMENT_REMINDED', by: 'system', message })
    return writeMails(tx, [{ orderId: id, kind: MailKind.PAYMENT_REMINDER, recipient: order.email }])
  })
  await queueMails(ctx, mailIds)
}
