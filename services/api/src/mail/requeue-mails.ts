import type { WorkerApp } from '../app/context.ts'
import { isJobPending, MAIL_QUEUE } from '../platform/queue/queue.ts'

/** Queues mails that a crash left without a job; a job that is there already stays the only one, ids being equal. */
export async function requeueMails(app: WorkerApp): Promise<void> {
  const due = await app.orm.em
    .fork()
    .execute<{ shop_id: string; id: string }[]>("select * from due_mails(interval '10 seconds', 500)")
  const { mail: queue } = app.queues
  const waits = await Promise.all(due.map(({ id }) => isJobPending(queue, id)))
  const left = due.filter((_mail, index) => !waits[index])
  if (left.length === 0) return
  await queue.addBulk(
    left.map(({ shop_id, id }) => ({
      name: MAIL_QUEUE,
      data: { shopId: shop_id, mailId: id },
      opts: { jobId: id },
    })),
  )
}
