import { UniqueConstraintViolationException } from '@mikro-orm/core'
import type { InTransaction, WorkerContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { planForManyRows } from '../platform/db/plan-for-many-rows.ts'
import { saveCheck } from './check-import.ts'
import { deleteImportFile } from './delete-import-files.ts'
import { ImportProgress } from './import-progress.ts'
import { planTask, type ImportTask, type PlannedTask } from './import-task.ts'
import type { ImportPlan, PlannedProduct } from './plan-import.ts'
import { setStock, type StockChange } from './set-stock.ts'
import { writeCollections } from './write-collections.ts'
import { writeSources } from './write-sources.ts'
import { PlanOutdated, writePlannedProducts } from './write-planned-products.ts'

const MAX_PLANS = 5

/**
 * Applies a checked file in one transaction. When the shop has changed so that the file no longer fits, the import is shown as checked again, with
 * what is wrong. Once it is applied, the file is deleted.
 */
export async function applyImport(ctx: WorkerContext, task: ImportTask): Promise<void> {
  const planned = await ImportProgress.during(ctx, task, (progress) => planAndApply(ctx, task, progress))
  if (planned) return saveCheck(ctx, task, planned)
  await deleteImportFile(ctx, task.id)
}

/** @returns a plan that has problems, and so is not applied */
async function planAndApply(
  ctx: WorkerContext,
  task: ImportTask,
  progress: ImportProgress,
  attempt = 1,
): Promise<PlannedTask | null> {
  const planned = await planTask(ctx, task, progress)
  if (planned.reading.problems.count > 0) return planned
  const rowCount = planned.reading.table.rows.length
  try {
    await inTransaction(ctx, (tx) => applyPlan(tx, task, planned.plan, rowCount, progress))
    return null
  } catch (error) {
    const isOutdated = error instanceof PlanOutdated || error instanceof UniqueConstraintViolationException
    if (!isOutdated || attempt === MAX_PLANS) throw error
    return planAndApply(ctx, task, progress, attempt + 1)
  }
}

async function applyPlan(
  tx: InTransaction<WorkerContext>,
  task: ImportTask,
  plan: ImportPlan,
  rowCount: number,
  progress: ImportProgress,
): Promise<void> {
  await planForManyRows(tx.em)
  // Undoing relies on it: a job that a killed Redis handed out twice applies once.
  if (!(await lockTask(tx, task))) return
  const versions = await writePlannedProducts(tx, plan.products, (count) => {
    const share = count / plan.products.length
    progress.set({ rowsDone: Math.round(rowCount * share), progress: 50 + Math.round(45 * share) })
  })
  await writeCollections(tx, task.id, plan)
  await writeSources(tx, task.id, plan)
  await writeChanges(tx, task, plan, versions)
  const by = { importId: task.id, memberId: task.memberId, memberName: task.memberName }
  const { ofNew, ofKnown } = stockChanges(plan.products)
  // Nobody can have ordered these yet, so nobody waits for them.
  await setStock(tx, ofNew, by)
  await tx.em.execute(
    `update product_import set status = 'APPLIED', status_since = now(), step = gen_random_uuid(), progress = 100, applied_at = now(),
       created_count = ?, changed_count = ?, unchanged_count = ?, remarks = '[]', remark_count = 0, changes = ?::jsonb, new_collection_count = ?, picture_count = ?,
       file = null
     where shop_id = ? and id = ? and step = ?`,
    [
      plan.createdCount,
      plan.changedCount,
      plan.unchangedCount,
      JSON.stringify(plan.changes),
      plan.newCollections.length,
      plan.pictureCount,
      tx.shop.id,
      task.id,
      task.step,
    ],
  )
  await setStock(tx, ofKnown, by)
}

const CHANGES_PER_STATEMENT = 500

async function writeChanges(
  tx: InTransaction<WorkerContext>,
  task: ImportTask,
  { products }: ImportPlan,
  versions: ReadonlyMap<string, string>,
): Promise<void> {
  for (let start = 0; start < products.length; start += CHANGES_PER_STATEMENT) {
    const changes = products.slice(start, start + CHANGES_PER_STATEMENT).map(({ before, after }) => ({
      product_id: after.id,
      before,
      version: versions.get(after.id),
    }))
    await tx.em.execute(INSERT_CHANGES, [tx.shop.id, task.id, JSON.stringify(changes)])
  }
}

const INSERT_CHANGES = `
  insert into product_import_change (shop_id, import_id, product_id, before, version)
  select ?::uuid, ?::uuid, c.product_id, c.before, c.version
  from jsonb_to_recordset(?::jsonb) as c (product_id uuid, before jsonb, version uuid)`

/** Of the variants whose count in the file differs from the shop's. */
function stockChanges(products: readonly PlannedProduct[]): { ofNew: StockChange[]; ofKnown: StockChange[] } {
  const ofNew: StockChange[] = []
  const ofKnown: StockChange[] = []
  for (const { before, after } of products) {
    const counts = new Map(before?.variants.map(({ id, onHand }) => [id, onHand]))
    for (const { id, onHand } of after.variants) {
      const known = counts.get(id)
      if (onHand !== (known ?? 0)) (known === undefined ? ofNew : ofKnown).push({ variantId: id, onHand })
    }
  }
  return { ofNew, ofKnown }
}

/** Locks the import until the transaction ends. False when it no longer waits for this step. */
export async function lockTask(tx: InTransaction<WorkerContext>, { id, step }: ImportTask): Promise<boolean> {
  const found = await tx.em.execute<unknown[]>(
    'select id from product_import where shop_id = ? and id = ? and step = ? for no key update',
    [tx.shop.id, id, step],
  )
  return found.length > 0
}
