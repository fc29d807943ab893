import { currentRequestId } from '@triclic/telemetry'
import type { ShopContext } from '../app/context.ts'
import { MAIL_QUEUE } from '../platform/queue/queue.ts'
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
    ctx.app.log.warn({ err: error, mails: ids }, 'Mails could not be queued; a scheduled task will retry')
  }
}
