import type { WorkerApp, WorkerContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { writeEvent } from '../../../event/write-event.ts'
import { processDueRows } from '../../../shop/process-due-rows.ts'
import { lockAttempt } from './lock-attempt.ts'

const MAX_PER_RUN = 200

/** Expires attempts that the bank has not notified within the shop's delay. A later notification of payment still counts. */
export const expirePaymentAttempts = (app: WorkerApp): Promise<void> =>
  processDueRows(
    app,
    ['select * from due_payment_attempts(?)', MAX_PER_RUN],
    expirePaymentAttempt,
    'Payment attempt could not be expired',
  )

const expirePaymentAttempt = (ctx: WorkerContext, id: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const found = await lockAttempt(tx, { id })
    if (found?.attempt.status !== 'OPEN') return
    const { attempt, order } = found
    attempt.status = 'EXPIRED'
    attempt.updatedAt = new Date()
    await tx.em.flush()
    const data = { attemptId: attempt.id }
    await writeEvent(tx, order.id, { type: 'bank_payment.expired', data, by: 'system' })
  })
