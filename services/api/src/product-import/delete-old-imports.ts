import type { WorkerApp } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { dueRowsTask } from '../shop/due-rows-task.ts'

/** Scheduled task: deletes imports that can no longer be undone, with their files. */
export const deleteOldImports = dueRowsTask<WorkerApp>(
  'due_old_product_import',
  (ctx, id) =>
    inTransaction(ctx, ({ em, shop }) =>
      em.execute('delete from product_import where shop_id = ? and id = ?', [shop.id, id]),
    ),
  'An old product import could not be deleted',
)
