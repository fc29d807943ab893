import { currentRequestId } from '@triclic/telemetry'
import type { ShopContext, WorkerContext } from '../app/context.ts'
import { withTimeout } from '../kernel/with-timeout.ts'
import { isJobPending, WEBHOOK_QUEUE } from '../platform/queue/queue.ts'
import { reportFailure } from '../platform/telemetry/report-failure.ts'
import { dueRowsTask } from '../shop/due-rows-task.ts'
import { MAX_AT_ONCE } from './claim-delivery.ts'

/** Wakes the worker for committed deliveries, whose ids are those of the jobs. A failure is only logged, because requeueWebhooks finds them later. */
export async function queueWebhooks(
  ctx: ShopContext,
  deliveries: readonly { id: string; endpointId: string }[],
): Promise<void> {
  const jobs = deliveries.map(({ id, endpointId }) => jobOf(ctx, endpointId, id))
  try {
    await withTimeout(ctx.app.queues.webhook.addBulk(jobs))
  } catch (error) {
    const message = 'Webhooks could not be queued; a scheduled task will retry'
    reportFailure(ctx.app.log, 'after-commit', error, { deliveries: deliveries.length }, message)
  }
}

const jobOf = ({ shop }: ShopContext, endpointId: string, jobId: string) => ({
  name: WEBHOOK_QUEUE,
  data: { shopId: shop.id, endpointId, requestId: currentRequestId() },
  opts: { jobId },
})

async function requeueEndpoint(ctx: WorkerContext, endpointId: string): Promise<void> {
  const { webhook: queue } = ctx.app.queues
  for (let place = 0; place < MAX_AT_ONCE; place++) {
    const jobId = place === 0 ? endpointId : `${endpointId}-${place}`
    if (await isJobPending(queue, jobId)) continue
    const { name, data, opts } = jobOf(ctx, endpointId, jobId)
    await queue.add(name, data, opts)
  }
}

/** Scheduled task: queues endpoints whose deliveries are due: after a failure, after a change of the catalogue, and when a job was lost in a crash. */
export const requeueWebhooks = dueRowsTask(
  'due_webhook',
  requeueEndpoint,
  'Webhooks could not be queued again; will retry',
)
