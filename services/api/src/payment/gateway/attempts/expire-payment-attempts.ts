import { inTransaction, type WorkerApp, type WorkerContext } from '../../../app/context.ts'
import { writeOrderEvent } from '../../../order/write-order-event.ts'
import { processDueRows } from '../../../shop/process-due-rows.ts'
import { noNotificationMessage } from '../timeline-messages.ts'
import { lockAttempt } from './lock-attempt.ts'

const MOST_AT_ONCE = 200

/** Closes attempts of which the bank never spoke within the shop's delay; a late payment still opens them again. */
export const expirePaymentAttempts = (app: WorkerApp): Promise<void> =>
  processDueRows(
    app,
    ['select * from due_payment_attempts(?)', MOST_AT_ONCE],
    expireBankAttempt,
    'An attempt was not closed',
  )

const expireBankAttempt = (ctx: WorkerContext, id: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const found = await lockAttempt(tx, { id })
    if (found?.attempt.status !== 'OPEN') return
    const { attempt, order } = found
    attempt.status = 'EXPIRED'
    attempt.updatedAt = new Date()
    writeOrderEvent(tx, order, {
      kind: 'BANK_EXPIRED',
      by: 'system',
      message: noNotificationMessage(ctx.shop.locale, attempt.bankName, attempt.reference),
    })
    await tx.em.flush()
  })
