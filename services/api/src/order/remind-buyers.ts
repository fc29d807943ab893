import { inTransaction, type WorkerApp, type WorkerContext } from '../app/context.ts'
import { MailKind } from '../mail/mail.type.ts'
import { queueMails } from '../mail/queue-mails.ts'
import { writeMails } from '../mail/write-mail.ts'
import { processDueRows } from '../shop/process-due-rows.ts'
import { timelineMessage } from './timeline-messages.ts'
import { lockOrderInShop } from './lock-order.ts'
import { writeOrderEvent } from './write-order-event.ts'

const MOST_AT_ONCE = 100

/**
 * Writes to the buyers whose unpaid order expires soon: a day before, or at half of a shorter delay. Once while the
 * order's status lasts, never while a bank may still say that it was paid. Runs again and again.
 */
export const remindBuyers = (app: WorkerApp): Promise<void> =>
  processDueRows(
    app,
    ['select * from due_reminders(?)', MOST_AT_ONCE],
    remindBuyer,
    'A buyer was not reminded',
  )

async function remindBuyer(ctx: WorkerContext, id: string): Promise<void> {
  const mailIds = await inTransaction(ctx, async (tx) => {
    const order = await lockOrderInShop(tx, { id })
    // Said to be due a moment ago; paid, begun to be paid or reminded since, it is so no more.
    const [still] = await tx.em.execute<object[]>('select from due_reminders(?) d where d.id = ?', [
      1_000_000,
      id,
    ])
    if (!order || !still) return []
    writeOrderEvent(tx, order, {
      kind: 'PAYMENT_REMINDED',
      by: 'system',
      message: timelineMessage('REMINDED', ctx.shop.locale),
    })
    return writeMails(tx, [{ orderId: id, kind: MailKind.PAYMENT_REMINDER, recipient: order.email }])
  })
  await queueMails(ctx, mailIds)
}
