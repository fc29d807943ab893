import type { WorkerContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { executeInShop } from '../platform/db/orm.ts'
import { sanitizeDescription } from '../product/sanitize-description.ts'
import type { Mapping } from '../product-file/field.ts'
import type { Format } from '../product-file/formats.ts'
import { readFile, type FileReading } from '../product-file/read-file.ts'
import { loadKnownProducts } from './load-known-products.ts'
import { planImport, type ImportPlan } from './plan-import.ts'

/** An import that the worker has something to do for. */
export interface ImportTask {
  id: string
  file: Buffer
  format: Format | null
  mapping: Mapping | null
  status: 'CHECKING' | 'APPLYING' | 'UNDOING'
  memberId: string
  memberName: string
}

/** Reads the file and compares it with the shop of now. */
export async function planTask(
  ctx: WorkerContext,
  task: ImportTask,
): Promise<{ reading: FileReading; plan: ImportPlan }> {
  const reading = await readFile(task.file, ctx.shop.currency, task)
  await showProgress(ctx, task, 30)
  const known = await inTransaction(ctx, (tx) => loadKnownProducts(tx, reading.products))
  await showProgress(ctx, task, 50)
  const plan = planImport(reading.products, known, reading.problems, sanitizeDescription)
  await showProgress(ctx, task, 70)
  return { reading, plan }
}

/** Shows members how far a task is, in percent. */
export const showProgress = (
  { app, shop }: WorkerContext,
  { id }: ImportTask,
  progress: number,
): Promise<unknown> =>
  executeInShop(
    app.orm,
    shop.id,
    'update product_import set progress = ?, status_since = now() where shop_id = ? and id = ?',
    [progress, shop.id, id],
  )
