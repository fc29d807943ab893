import type { WorkerContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { writeEvent } from '../../../event/write-event.ts'
import { dueRowsTask } from '../../../shop/due-rows-task.ts'
import { lockAttempt } from './lock-attempt.ts'

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

/** Expires attempts that the bank has not notified within the shop's delay. A later notification of payment still counts. */
export const expirePaymentAttempts = dueRowsTask(
  'due_payment_attempt',
  expirePaymentAttempt,
  'Payment attempt could not be expired',
)
