import type { WorkerApp } from '../app/context.ts'
import { isJobPending, MAIL_QUEUE } from '../platform/queue/queue.ts'

/** Queues mails that lost their job in a crash. A mail never gets a second job, because the mail id is the job id. */
export async function requeueMails(app: WorkerApp): Promise<void> {
  const due = await app.orm.em
    .fork()
    .execute<{ shop_id: string; id: string }[]>("select * from due_mails(interval '10 seconds', 500)")
  const { mail: queue } = app.queues
  const isPending = await Promise.all(due.map(({ id }) => isJobPending(queue, id)))
  const lost = due.filter((_mail, index) => !isPending[index])
  if (lost.length === 0) return
  await queue.addBulk(
    lost.map(({ shop_id, id }) => ({
      name: MAIL_QUEUE,
      data: { shopId: shop_id, mailId: id },
      opts: { jobId: id },
    })),
  )
}
