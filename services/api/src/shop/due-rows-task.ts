import type { Process, ShopContext } from '../app/context.ts'
import { findShopsWithDueRows } from '../platform/db/find-shops-with-due-rows.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { reportFailure } from '../platform/telemetry/report-failure.ts'
import { loadShop } from './load-shop.ts'

/** A view of the rows that a scheduled task has to process: (shop_id, id, due_at). */
type DueView =
  | 'due_event'
  | 'due_mail'
  | 'due_card_fragment'
  | 'due_kept_card'
  | 'due_previous_gateway_settings'
  | 'due_payment_attempt'
  | 'due_order'
  | 'due_reminder'
  | 'due_order_search'
  | 'due_invoice'
  | 'due_media'
  | 'due_product_import'
  | 'due_old_product_import'
  | 'due_reduction'
  | 'due_ledger_closing'
  | 'due_product_import_file'
  | 'due_erasure'
  | 'due_webhook'
  | 'due_old_webhook'
  | 'due_old_catalog_event'

/** A place in the order in which a shop's rows are processed; `dueAt` in PostgreSQL's own text form, to the microsecond. */
interface DueRow {
  dueAt: string
  id: string
}
const BEGINNING: DueRow = { dueAt: '-infinity', id: '00000000-0000-0000-0000-000000000000' }

const MAX_ROWS_PER_TURN = 50
const MAX_ROWS_PER_BATCH = 500
const MAX_TURN_MS = 1_000
const MAX_RUN_MS = 30_000

export interface DueRowsCount {
  /** Rows for which `work` did not return false; for batches, the number that it returned. */
  processed: number
  failed: number
}

type Task<A> = (app: A, maxMs?: number) => Promise<DueRowsCount>
type Work<A, Rows, Result> = (ctx: ShopContext & { app: A }, rows: Rows) => Promise<Result>

/**
 * Creates a scheduled task that calls `work` for each due row of all shops, in the context of its shop. Shops take turns, so a
 * shop with many rows does not delay the others. A row that fails is logged with `errorMessage` and passed over until all
 * other rows of its shop have been processed.
 *
 * @returns the task; it begins no further row once `maxMs` have passed, and its next run continues from there
 */
export const dueRowsTask = <A extends Process>(
  view: DueView,
  work: Work<A, string, unknown>,
  errorMessage: string,
): Task<A> =>
  createTask(
    view,
    async (ctx: ShopContext & { app: A }, [id = '']) => ((await work(ctx, id)) === false ? 0 : 1),
    errorMessage,
    { perTurn: MAX_ROWS_PER_TURN, perBatch: 1 },
  )

/**
 * The same for `work` that processes many rows of a shop in one transaction, and returns how many. A batch that fails is halved
 * until the rows that fail are alone.
 * @param maxRows of a batch
 */
export const dueBatchesTask = <A extends Process>(
  view: DueView,
  work: Work<A, string[], number>,
  errorMessage: string,
  maxRows = MAX_ROWS_PER_BATCH,
): Task<A> => createTask(view, work, errorMessage, { perTurn: maxRows, perBatch: maxRows })

function createTask<A extends Process>(
  view: DueView,
  work: Work<A, string[], number>,
  errorMessage: string,
  { perTurn, perBatch }: { perTurn: number; perBatch: number },
): Task<A> {
  /** The shops with due rows, in the order of their turns, each with the last row that was processed. */
  const turns = new Map<string, DueRow>()

  return async (app, maxMs = MAX_RUN_MS) => {
    const runEnd = Date.now() + maxMs
    const count: DueRowsCount = { processed: 0, failed: 0 }
    for (const shopId of await findShopsWithDueRows(app.orm, view))
      if (!turns.has(shopId)) turns.set(shopId, BEGINNING)
    // A shop that is set again gets its next turn after all others: a Map is iterated in the order of insertion.
    for (const [shopId, last] of turns) {
      if (app.stopping?.aborted) break
      turns.delete(shopId)
      const next = await takeTurn(app, shopId, last, runEnd, count)
      if (next) turns.set(shopId, next)
      if (Date.now() >= runEnd) break
    }
    return count
  }

  /** @returns the last row that was processed, or null when the shop has no more */
  async function takeTurn(
    app: A,
    shopId: string,
    last: DueRow,
    runEnd: number,
    count: DueRowsCount,
  ): Promise<DueRow | null> {
    const turnEnd = Math.min(runEnd, Date.now() + MAX_TURN_MS)
    try {
      const shop = await loadShop(app, shopId)
      if (!shop) return null
      const ctx = { app, shop, language: shop.locale }
      const rows = await findRows(ctx, view, last, perTurn)
      const batches = splitInto(rows, perBatch)
      for (let batch = batches.shift(); batch; batch = batches.shift()) {
        const halves = await processBatch(ctx, batch, count)
        batches.unshift(...halves)
        const isLast = batches.length === 0 && rows.length < perTurn
        // Only after a batch succeeded or a failing row was reported: otherwise the next run would begin with the same failing batch.
        if (halves.length === 0 && !isLast && isOver(app, turnEnd)) return batch.at(-1) ?? null
      }
      return rows[perTurn - 1] ?? null
    } catch (error) {
      const message = 'The due rows of a shop could not be read; will retry'
      reportFailure(app.log, 'scheduled-task', error, { shop: shopId, view }, message)
      return null
    }
  }

  /** @returns the halves of a batch that failed; nothing when it is finished, or the one row that failed was reported */
  async function processBatch(
    ctx: ShopContext & { app: A },
    batch: DueRow[],
    count: DueRowsCount,
  ): Promise<DueRow[][]> {
    const [first] = batch
    if (!first) return []
    try {
      count.processed += await work(
        ctx,
        batch.map(({ id }) => id),
      )
    } catch (error) {
      if (batch.length > 1) return splitInto(batch, Math.ceil(batch.length / 2))
      count.failed++
      reportFailure(ctx.app.log, 'scheduled-task', error, { shop: ctx.shop.id, id: first.id }, errorMessage)
    }
    return []
  }
}

const splitInto = (rows: DueRow[], size: number): DueRow[][] =>
  Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  )

const isOver = (app: Process, end: number): boolean => Date.now() >= end || app.stopping?.aborted === true

const findRows = (ctx: ShopContext, view: DueView, after: DueRow, limit: number): Promise<DueRow[]> =>
  inTransaction(ctx, ({ em, shop }) =>
    em.execute<DueRow[]>(
      `select id, due_at::text as "dueAt" from ${view} where shop_id = ? and (due_at, id) > (?::timestamptz, ?::uuid)
       order by due_at, id limit ?`,
      [shop.id, after.dueAt, after.id, limit],
    ),
  )
