import { currentRequestId } from '@triclic/telemetry'
import type { ShopContext, WorkerContext } from '../app/context.ts'
import { withTimeout } from '../kernel/with-timeout.ts'
import { IMPORT_QUEUE, isJobPending } from '../platform/queue/queue.ts'
import { reportFailure } from '../platform/telemetry/report-failure.ts'
import { dueRowsTask } from '../shop/due-rows-task.ts'

/** Queues what the status of a committed import asks for. A failure is only logged, because requeueImports queues it later. */
export async function queueImport(ctx: ShopContext, importId: string): Promise<void> {
  try {
    await withTimeout(
      ctx.app.queues.productImport.add(IMPORT_QUEUE, jobOf(ctx, importId), { jobId: importId }),
    )
  } catch (error) {
    const message = 'A product import could not be queued; a scheduled task will retry'
    reportFailure(ctx.app.log, 'after-commit', error, { import: importId }, message)
  }
}

const jobOf = ({ shop }: ShopContext, importId: string) => ({
  shopId: shop.id,
  importId,
  requestId: currentRequestId(),
})

async function requeueImport(ctx: WorkerContext, importId: string): Promise<void> {
  const { productImport: queue } = ctx.app.queues
  if (await isJobPending(queue, importId)) return
  await queue.add(IMPORT_QUEUE, jobOf(ctx, importId), { jobId: importId })
}

/** Scheduled task: queues imports that lost their job. An import never gets a second job, because its id is the job id. */
export const requeueImports = dueRowsTask(
  'due_product_import',
  requeueImport,
  'A product import could not be queued again; will retry',
)
