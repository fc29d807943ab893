import type { WorkerApp } from '../context.ts'
import { MAIL_QUEUE } from '../platform/queue.ts'

/** Queues mails that a crash left without a job; a job that is there already stays the only one, ids being equal. */
export async function sweepMails(app: WorkerApp): Promise<void> {
  const due = await app.orm.em
    .fork()
    .execute<{ shop_id: string; id: string }[]>("select * from due_mails(interval '10 seconds', 500)")
  if (due.length === 0) return
  await app.queues.mail.addBulk(
    due.map(({ shop_id, id }) => ({
      name: MAIL_QUEUE,
      data: { shopId: shop_id, mailId: id },
      opts: { jobId: id },
    })),
  )
}
