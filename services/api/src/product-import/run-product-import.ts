import type { Job } from 'bullmq'
import type { WorkerApp, WorkerContext } from '../app/context.ts'
import { executeInShop } from '../platform/db/orm.ts'
import type { ImportJob } from '../platform/queue/queue.ts'
import { reportFailure } from '../platform/telemetry/report-failure.ts'
import { loadShop } from '../shop/load-shop.ts'
import { applyImport } from './apply-import.ts'
import { checkImport } from './check-import.ts'
import type { ImportTask } from './import-task.ts'
import { undoImport } from './undo-import.ts'

/** An unexpected error may pass, such as a restart of the database. After this many attempts the import is shown as failed. */
const MAX_ATTEMPTS = 5

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
    if (job.attemptsMade + 1 < MAX_ATTEMPTS) throw error
    reportFailure(app.log, 'job', error, { shop: shopId, import: importId }, 'A product import failed')
    await executeInShop(
      app.orm,
      shopId,
      `update product_import set status = case status when 'UNDOING' then 'APPLIED' else 'FAILED' end, status_since = now()
       where shop_id = ? and id = ? and status = ?`,
      [shopId, importId, task.status],
    )
  }
}

async function loadTask({ app, shop }: WorkerContext, importId: string): Promise<ImportTask | null> {
  const [row] = await executeInShop<ImportTask>(
    app.orm,
    shop.id,
    `select id, file, format, mapping, status, member_id as "memberId", member_name as "memberName" from product_import
     where shop_id = ? and id = ? and status in ('CHECKING', 'APPLYING', 'UNDOING')`,
    [shop.id, importId],
  )
  return row ?? null
}
