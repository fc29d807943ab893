import type { Job } from 'bullmq'
import type { WorkerApp, WorkerContext } from '../app/context.ts'
import { executeInShop } from '../platform/db/orm.ts'
import type { ImportJob } from '../platform/queue/queue.ts'
import { RetryLater } from '../platform/queue/queue-worker.ts'
import { reportFailure } from '../platform/telemetry/report-failure.ts'
import { loadShop } from '../shop/load-shop.ts'
import { applyImport } from './apply-import.ts'
import { checkImport } from './check-import.ts'
import { deleteImportFile } from './delete-import-files.ts'
import type { ImportTask } from './import-task.ts'
import { undoImport } from './undo-import.ts'

/** An unexpected error may pass, such as a restart of the database. After this many of them in one step the import is shown as failed. */
const MAX_FAILURES = 5

const STEPS = { CHECKING: checkImport, APPLYING: applyImport, UNDOING: undoImport }

/**
 * Job handler: does what the import's status asks for. Each step ends in the transaction that sets the next status, so a killed worker leaves
 * nothing half done and the job starts again.
 */
export async function runProductImport(app: WorkerApp, job: Job<ImportJob>): Promise<void> {
  const { shopId, importId } = job.data
  const shop = await loadShop(app, shopId)
  if (!shop) return
  const ctx: WorkerContext = { app, shop, language: shop.locale }
  const task = await loadTask(ctx, importId)
  if (!task) return
  try {
    await STEPS[task.status](ctx, task)
  } catch (error) {
    if (error instanceof RetryLater) throw error
    if (!(await noteFailure(ctx, task))) throw error
    reportFailure(app.log, 'job', error, { shop: shopId, import: importId }, 'A product import failed')
  }
}

/**
 * Counts an unexpected error. After the last one, nothing of the step was done: an import that could not be undone stays applied, any other has failed.
 * @returns whether the import is given up
 */
async function noteFailure({ app, shop }: WorkerContext, task: ImportTask): Promise<boolean> {
  const isLast = task.failureCount + 1 >= MAX_FAILURES
  await executeInShop(
    app.orm,
    shop.id,
    isLast
      ? `update product_import set status = case status when 'UNDOING' then 'APPLIED' else 'FAILED' end, status_since = now(),
           step = gen_random_uuid(), failure_count = 0
         where shop_id = ? and id = ? and step = ?`
      : 'update product_import set failure_count = failure_count + 1 where shop_id = ? and id = ? and step = ?',
    [shop.id, task.id, task.step],
  )
  if (isLast) await deleteImportFile({ app, shop, language: shop.locale }, task.id)
  return isLast
}

async function loadTask({ app, shop }: WorkerContext, importId: string): Promise<ImportTask | null> {
  const [row] = await executeInShop<ImportTask>(
    app.orm,
    shop.id,
    `select id, file, archive_bytes::float8 as "archiveBytes", format, mapping, site, status, step, failure_count as "failureCount",
       member_id as "memberId", member_name as "memberName" from product_import
     where shop_id = ? and id = ? and status in ('CHECKING', 'APPLYING', 'UNDOING')`,
    [shop.id, importId],
  )
  return row ?? null
}
