import { currentRequestId } from '@triclic/telemetry'
import type { ShopContext } from '../app/context.ts'
import { MAIL_QUEUE } from '../platform/queue/queue.ts'
import { reportFailure } from '../platform/telemetry/report-failure.ts'
import { withTimeout } from '../kernel/with-timeout.ts'

/**
 * Queues committed mails, with the mail ids as job ids. A failure is only logged, because requeueMails queues the mails
 * later.
 */
export async function queueMails(ctx: ShopContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const jobs = ids.map((mailId) => ({
    name: MAIL_QUEUE,
    data: { shopId: ctx.shop.id, mailId, requestId: currentRequestId() },
    opts: { jobId: mailId },
  }))
  try {
    await withTimeout(ctx.app.queues.mail.addBulk(jobs))
  } catch (error) {
    const message = 'Mails could not be queued; a scheduled task will retry'
    reportFailure(ctx.app.log, 'after-commit', error, { mails: ids }, message)
  }
}
