import { UniqueConstraintViolationException } from '@mikro-orm/core'
import type { InTransaction, WorkerContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { checkImport } from './check-import.ts'
import { planTask, showProgress, type ImportTask } from './import-task.ts'
import type { ImportPlan, PlannedProduct } from './plan-import.ts'
import { setStock, type StockChange } from './set-stock.ts'
import { PlanOutdated, writePlannedProducts } from './write-planned-products.ts'

const MAX_PLANS = 5

/** Applies a checked file in one transaction. When the shop has changed so that the file no longer fits, the import is checked again instead, and shows why. */
export async function applyImport(ctx: WorkerContext, task: ImportTask, attempt = 1): Promise<void> {
  const { reading, plan } = await planTask(ctx, task)
  if (reading.problems.count > 0) {
    await inTransaction(ctx, (tx) => setStatus(tx, task, 'CHECKING'))
    return checkImport(ctx, task)
  }
  await showProgress(ctx, task, 80)
  try {
    await inTransaction(ctx, (tx) => applyPlan(tx, task, plan))
  } catch (error) {
    const isOutdated = error instanceof PlanOutdated || error instanceof UniqueConstraintViolationException
    if (!isOutdated || attempt === MAX_PLANS) throw error
    return applyImport(ctx, task, attempt + 1)
  }
}

async function applyPlan(
  tx: InTransaction<WorkerContext>,
  task: ImportTask,
  plan: ImportPlan,
): Promise<void> {
  // Undoing relies on it: a job that a killed Redis handed out twice applies once.
  if (!(await lockTask(tx, task))) return
  const versions = await writePlannedProducts(tx, plan.products)
  const changes = plan.products.map(({ before, after }) => ({
    product_id: after.id,
    before,
    version: versions.get(after.id),
  }))
  for (let start = 0; start < changes.length; start += CHANGES_PER_STATEMENT)
    await tx.em.execute(INSERT_CHANGES, [
      tx.shop.id,
      task.id,
      JSON.stringify(changes.slice(start, start + CHANGES_PER_STATEMENT)),
    ])
  await tx.em.execute(
    `update product_import set status = 'APPLIED', status_since = now(), progress = 100, applied_at = now(), created_count = ?,
       changed_count = ?, unchanged_count = ? where shop_id = ? and id = ?`,
    [plan.createdCount, plan.changedCount, plan.unchangedCount, tx.shop.id, task.id],
  )
  await setStock(tx, plan.products.flatMap(stockChanges), {
    importId: task.id,
    memberId: task.memberId,
    memberName: task.memberName,
  })
}

const CHANGES_PER_STATEMENT = 2_000

const INSERT_CHANGES = `
  insert into product_import_change (shop_id, import_id, product_id, before, version)
  select ?::uuid, ?::uuid, c.product_id, c.before, c.version
  from jsonb_to_recordset(?::jsonb) as c (product_id uuid, before jsonb, version uuid)`

/** Of the variants whose count in the file differs from the shop's. */
function stockChanges({ before, after }: PlannedProduct): StockChange[] {
  const counts = new Map(before?.variants.map(({ id, onHand }) => [id, onHand]))
  return after.variants
    .filter(({ id, onHand }) => onHand !== (counts.get(id) ?? 0))
    .map(({ id, onHand }) => ({ variantId: id, onHand }))
}

/** Locks the import until the transaction ends. False when it no longer waits for this step. */
export async function lockTask(
  tx: InTransaction<WorkerContext>,
  { id, status }: ImportTask,
): Promise<boolean> {
  const found = await tx.em.execute<unknown[]>(
    'select id from product_import where shop_id = ? and id = ? and status = ? for update',
    [tx.shop.id, id, status],
  )
  return found.length > 0
}

const setStatus = (tx: InTransaction<WorkerContext>, { id }: ImportTask, status: string): Promise<unknown> =>
  tx.em.execute(
    'update product_import set status = ?, status_since = now(), progress = 0 where shop_id = ? and id = ?',
    [status, tx.shop.id, id],
  )
