import type { WorkerContext } from '../app/context.ts'
import { executeInShop } from '../platform/db/orm.ts'
import { shorten } from '../product-file/problem.ts'
import type { Table } from '../product-file/read-rows.ts'
import { folderOfImport } from './archive-pieces.ts'
import { ImportProgress } from './import-progress.ts'
import { planTask, type ImportTask, type PlannedTask } from './import-task.ts'
import type { ImportColumn } from './stored-import.ts'

const EXAMPLES = 3
const EXAMPLE_ROWS = 50

/** Checks a file without changing anything in the shop but its unused pictures: what is wrong with it, and what it would create and change. */
export async function checkImport(ctx: WorkerContext, task: ImportTask): Promise<void> {
  const planned = await ImportProgress.during(ctx, task, (progress) => planTask(ctx, task, progress))
  await saveCheck(ctx, task, planned)
}

/** Shows the result of a check, unless the import has gone on to another step meanwhile. A file with a card number is deleted at once. */
export async function saveCheck(
  ctx: WorkerContext,
  task: ImportTask,
  { reading, plan }: PlannedTask,
): Promise<void> {
  const { format, mapping, table, problems, remarks } = reading
  // The archive first: what it was stored for is not forgotten before it is gone.
  if (problems.hasCardNumber) await ctx.app.mediaStore.deleteFolder(folderOfImport(ctx.shop.id, task.id))
  await executeInShop(
    ctx.app.orm,
    ctx.shop.id,
    `update product_import set status = 'CHECKED', status_since = now(), step = gen_random_uuid(), failure_count = 0, progress = 100, format = ?,
       mapping = ?::jsonb, columns = ?::jsonb, row_count = ?, created_count = ?, changed_count = ?, unchanged_count = ?, problems = ?::jsonb,
       problem_count = ?, remarks = ?::jsonb, remark_count = ?, changes = ?::jsonb, new_collection_count = ?, picture_count = ?,
       file = case when ? then null else file end, archive_received = case when ? then 0 else archive_received end,
       archive_bytes = case when ? then null else archive_bytes end
     where shop_id = ? and id = ? and step = ?`,
    [
      format,
      JSON.stringify(mapping),
      JSON.stringify(columnsOf(table, problems.hasCardNumber ? 0 : EXAMPLES)),
      table.rows.length,
      plan.createdCount,
      plan.changedCount,
      plan.unchangedCount,
      JSON.stringify(
        problems.sorted().map((problem) => (problems.hasCardNumber ? { ...problem, value: null } : problem)),
      ),
      problems.count,
      JSON.stringify(remarks.sorted()),
      remarks.count,
      JSON.stringify(problems.hasCardNumber ? [] : plan.changes),
      plan.newCollections.length,
      plan.pictureCount,
      problems.hasCardNumber,
      problems.hasCardNumber,
      problems.hasCardNumber,
      ctx.shop.id,
      task.id,
      task.step,
    ],
  )
}

/** Parts of a card number may stand in several cells: then none is shown. */
const columnsOf = ({ header, rows }: Table, exampleCount: number): ImportColumn[] =>
  header.map((name, index) => ({
    header: shorten(name),
    examples: rows
      .slice(0, EXAMPLE_ROWS)
      .map(({ cells }) => shorten(cells[index] ?? ''))
      .filter((text) => text !== '')
      .slice(0, exampleCount),
  }))
