import type { WorkerContext } from '../app/context.ts'
import { executeInShop } from '../platform/db/orm.ts'
import { shorten } from '../product-file/problem.ts'
import type { Table } from '../product-file/read-rows.ts'
import { planTask, type ImportTask } from './import-task.ts'
import type { ImportColumn } from './stored-import.ts'

const EXAMPLES = 3
const EXAMPLE_ROWS = 50

/** Checks a file without changing anything in the shop: what is wrong with it, and what it would create and change. */
export async function checkImport(ctx: WorkerContext, task: ImportTask): Promise<void> {
  const { reading, plan } = await planTask(ctx, task)
  const { format, mapping, table, problems } = reading
  await executeInShop(
    ctx.app.orm,
    ctx.shop.id,
    `update product_import set status = 'CHECKED', status_since = now(), progress = 100, format = ?, mapping = ?::jsonb, columns = ?::jsonb,
       row_count = ?, created_count = ?, changed_count = ?, unchanged_count = ?, problems = ?::jsonb, problem_count = ?
     where shop_id = ? and id = ? and status = 'CHECKING'`,
    [
      format,
      toJson(mapping),
      toJson(columnsOf(table)),
      table.rows.length,
      plan.createdCount,
      plan.changedCount,
      plan.unchangedCount,
      toJson([...problems.listed].sort((a, b) => a.row - b.row)),
      problems.count,
      ctx.shop.id,
      task.id,
    ],
  )
}

/** PostgreSQL stores no NUL. */
const toJson = (value: unknown): string => JSON.stringify(value).replaceAll('\\u0000', '')

const columnsOf = ({ header, rows }: Table): ImportColumn[] =>
  header.map((name, index) => ({
    header: shorten(name),
    examples: rows
      .slice(0, EXAMPLE_ROWS)
      .map(({ cells }) => shorten(cells[index] ?? ''))
      .filter((text) => text !== '')
      .slice(0, EXAMPLES),
  }))
