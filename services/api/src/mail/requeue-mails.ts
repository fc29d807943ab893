import type { WorkerContext } from '../app/context.ts'
import { isJobPending, MAIL_QUEUE } from '../platform/queue/queue.ts'
import { dueRowsTask } from '../shop/due-rows-task.ts'

async function requeueMail({ app, shop }: WorkerContext, mailId: string): Promise<void> {
  const { mail: queue } = app.queues
  if (await isJobPending(queue, mailId)) return
  await queue.add(MAIL_QUEUE, { shopId: shop.id, mailId }, { jobId: mailId })
}

/** Queues mails that lost their job in a crash. A mail never gets a second job, because the mail id is the job id. */
export const requeueMails = dueRowsTask(
  'due_mail',
  requeueMail,
  'A mail could not be queued again; will retry',
)
