import type { WorkerContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { dueRowsTask } from '../shop/due-rows-task.ts'
import { beginReductions } from './begin-reductions.ts'
import { endReductions } from './end-reductions.ts'
import { lockProductsOf, renewProductsOf } from './products-of-variants.ts'

/** Begins or ends one reduction, if it is still due. */
const runPlannedReduction = (ctx: WorkerContext, id: string): Promise<boolean> =>
  inTransaction(ctx, async (tx) => {
    const [planned] = await tx.em.execute<{ variantId: string }[]>(
      'select variant_id as "variantId" from planned_reduction where shop_id = ? and id = ?',
      [tx.shop.id, id],
    )
    if (!planned) return false
    await lockProductsOf(tx, [planned.variantId])
    // The variant before the reduction, as members lock it.
    await tx.em.execute(
      `select from variant v join planned_reduction r on r.shop_id = ? and r.variant_id = v.id
       where v.shop_id = ? and r.id = ? for no key update of v`,
      [tx.shop.id, tx.shop.id, id],
    )
    const [due] = await tx.em.execute<{ variantId: string; hasBegun: boolean }[]>(
      `select r.variant_id as "variantId", r.regular_price is not null as "hasBegun"
       from planned_reduction r join due_reduction d on d.shop_id = r.shop_id and d.id = r.id where r.shop_id = ? and r.id = ?`,
      [tx.shop.id, id],
    )
    if (!due) return false
    await (due.hasBegun ? endReductions : beginReductions)(tx, [due.variantId])
    await renewProductsOf(tx, [due.variantId])
    return true
  })

/** Scheduled task: begins and ends reductions of prices when their time has come. */
export const runPlannedReductions = dueRowsTask(
  'due_reduction',
  runPlannedReduction,
  'Could not begin or end a reduction; will retry',
)
