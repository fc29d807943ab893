import type { WorkerContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { Mail } from '../../../mail/mail.entity.ts'
import { isJobPending } from '../../../platform/queue/queue.ts'
import { dueRowsTask } from '../../../shop/due-rows-task.ts'
import { finishCardFragment } from './finish-card-fragment.ts'

async function checkFragment(ctx: WorkerContext, mailId: string): Promise<void> {
  const mail = await inTransaction(ctx, (tx) => tx.em.findOne(Mail, { id: mailId, shopId: tx.shop.id }))
  if (!mail?.paymentId || !mail.orderId || (await isJobPending(ctx.app.queues.fragment, mail.paymentId)))
    return
  const result = { status: 'FAILED', error: 'The queue lost the digits.', isLoss: true } as const
  if (await finishCardFragment(ctx, { id: mailId, orderId: mail.orderId }, result))
    ctx.app.log.error({ payment: mail.paymentId }, 'The queue lost a card fragment')
}

/**
 * Scheduled task: marks as FAILED each card fragment that waits to be mailed and whose job Redis has lost. The job is
 * queued before the mail row is written and removed after the row is updated, so a waiting row without a job is a loss.
 */
export const findLostFragments = dueRowsTask(
  'due_card_fragment',
  checkFragment,
  'A card fragment could not be checked; will retry',
)
