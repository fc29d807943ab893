import { currentRequestId } from '@triclic/telemetry'
import type { ShopContext, WorkerApp } from '../app/context.ts'
import { withTimeout } from '../kernel/with-timeout.ts'
import { EVENT_QUEUE, isJobPending } from '../platform/queue/queue.ts'
import { reportFailure } from '../platform/telemetry/report-failure.ts'

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

/** Scheduled task: queues events that lost their job in a crash. An event never gets a second job, because its id is the job id. */
export async function requeueEvents(app: WorkerApp): Promise<void> {
  const due = await app.orm.em
    .fork()
    .execute<{ shop_id: string; stream_id: string; id: string }[]>(
      "select * from due_events(interval '10 seconds', 500)",
    )
  const { event: queue } = app.queues
  const isPending = await Promise.all(due.map(({ id }) => isJobPending(queue, id)))
  const lost = due.filter((_event, index) => !isPending[index])
  if (lost.length === 0) return
  await queue.addBulk(
    lost.map(({ shop_id, stream_id, id }) => ({
      name: EVENT_QUEUE,
      data: { shopId: shop_id, streamId: stream_id },
      opts: { jobId: id },
    })),
  )
}
