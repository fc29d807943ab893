import { inTransaction } from '../../platform/db/in-transaction.ts'
import { dueRowsTask } from '../../shop/due-rows-task.ts'
import type { WorkerApp } from '../../app/context.ts'

/**
 * Scheduled task: closes the days, months and years of the shops' ledgers that are over, each shop in a transaction of its own, also after
 * the worker did not run for a while. The log holds a copy of the last hashes outside the database.
 */
export const closeLedgers = dueRowsTask<WorkerApp>(
  'due_ledger_closing',
  async (ctx) => {
    const closed = await inTransaction(ctx, async ({ em, shop }) => {
      const [row] = await em.execute<{ written: number }[]>('select close_ledger() as written')
      const [head] = await em.execute<{ sequence: number; hash: string }[]>(
        `select closing_sequence::float8 as sequence, encode(closing_hash, 'hex') as hash from ledger_head where shop_id = ?`,
        [shop.id],
      )
      return { written: row?.written ?? 0, ...head }
    })
    ctx.app.log.info({ shop: ctx.shop.id, ...closed }, 'Ledger periods closed')
  },
  'The ledger of a shop can’t be closed; will retry',
)
