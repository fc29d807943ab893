import { currentRequestId } from '@triclic/telemetry'
import type { ShopContext, WorkerContext } from '../app/context.ts'
import { withTimeout } from '../kernel/with-timeout.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { EVENT_QUEUE, isJobPending } from '../platform/queue/queue.ts'
import { reportFailure } from '../platform/telemetry/report-failure.ts'
import { dueRowsTask } from '../shop/due-rows-task.ts'

/** Wakes the subscribers of a committed event. A failure is only logged, because requeueEvents finds the event later. */
export async function queueEvent(
  ctx: ShopContext,
  { id, streamId }: { id: string; streamId: string },
): Promise<void> {
  try {
    const data = { shopId: ctx.shop.id, streamId, requestId: currentRequestId() }
    await withTimeout(ctx.app.queues.event.add(EVENT_QUEUE, data, { jobId: id }))
  } catch (error) {
    const message = 'An event could not be queued; a scheduled task will retry'
    reportFailure(ctx.app.log, 'after-commit', error, { event: id }, message)
  }
}

async function requeueEvent(ctx: WorkerContext, id: string): Promise<void> {
  const { event: queue } = ctx.app.queues
  if (await isJobPending(queue, id)) return
  const [event] = await inTransaction(ctx, ({ em, shop }) =>
    em.execute<{ stream_id: string }[]>('select stream_id from domain_event where shop_id = ? and id = ?', [
      shop.id,
      id,
    ]),
  )
  if (event) await queue.add(EVENT_QUEUE, { shopId: ctx.shop.id, streamId: event.stream_id }, { jobId: id })
}

/** Scheduled task: queues events that lost their job in a crash. An event never gets a second job, because its id is the job id. */
export const requeueEvents = dueRowsTask(
  'due_event',
  requeueEvent,
  'An event could not be queued again; will retry',
)
