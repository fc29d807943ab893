import type { ShopContext } from '../app/context.ts'
import { MAIL_QUEUE } from '../platform/queue/queue.ts'
import { withTimeout } from '../kernel/with-timeout.ts'

/**
 * Queues mails whose rows are committed, under their own ids. A queue that is down is logged and no more: the order
 * stands, and the sweep queues what is left.
 */
export async function queueMails(ctx: ShopContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const jobs = ids.map((mailId) => ({
    name: MAIL_QUEUE,
    data: { shopId: ctx.shop.id, mailId },
    opts: { jobId: mailId },
  }))
  try {
    await withTimeout(ctx.app.queues.mail.addBulk(jobs))
  } catch (error) {
    ctx.app.log.warn({ err: error, mails: ids }, 'Mails were not queued; the sweep will')
  }
}
