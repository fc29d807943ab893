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

/** A place in the order in which a shop's rows are processed; `dueAt` in PostgreSQL's own text form, to the microsecond. */
interface DueRow {
  dueAt: string
  id: string
}
const BEGINNING: DueRow = { dueAt: '-infinity', id: '00000000-0000-0000-0000-000000000000' }

const MAX_ROWS_PER_TURN = 50
const MAX_TURN_MS = 1_000
const MAX_RUN_MS = 30_000

export interface DueRowsCount {
  /** Number of rows for which `work` did not resolve to false. */
  processed: number
  failed: number
}

/**
 * Creates a scheduled task that calls `work` for each due row of all shops, in the context of its shop. Shops take turns, so a
 * shop with many rows does not delay the others. A row that fails is logged with `errorMessage` and passed over until all
 * other rows of its shop have been processed.
 *
 * @returns the task; it begins no further row once `maxMs` have passed, and its next run continues from there
 */
export function dueRowsTask<A extends Process>(
  view: DueView,
  work: (ctx: ShopContext & { app: A }, id: string) => Promise<unknown>,
  errorMessage: string,
): (app: A, maxMs?: number) => Promise<DueRowsCount> {
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
      const rows = await findRows(ctx, view, last)
      for (const [index, row] of rows.entries()) {
        try {
          if ((await work(ctx, row.id)) !== false) count.processed++
        } catch (error) {
          count.failed++
          reportFailure(app.log, 'scheduled-task', error, { shop: shopId, id: row.id }, errorMessage)
        }
        const isLast = index === rows.length - 1 && rows.length < MAX_ROWS_PER_TURN
        if (!isLast && isOver(app, turnEnd)) return row
      }
      return rows[MAX_ROWS_PER_TURN - 1] ?? null
    } catch (error) {
      const message = 'The due rows of a shop could not be read; will retry'
      reportFailure(app.log, 'scheduled-task', error, { shop: shopId, view }, message)
      return null
    }
  }
}

const isOver = (app: Process, end: number): boolean => Date.now() >= end || app.stopping?.aborted === true

const findRows = (ctx: ShopContext, view: DueView, after: DueRow): Promise<DueRow[]> =>
  inTransaction(ctx, ({ em, shop }) =>
    em.execute<DueRow[]>(
      `select id, due_at::text as "dueAt" from ${view} where shop_id = ? and (due_at, id) > (?::timestamptz, ?::uuid)
       order by due_at, id limit ?`,
      [shop.id, after.dueAt, after.id, MAX_ROWS_PER_TURN],
    ),
  )
