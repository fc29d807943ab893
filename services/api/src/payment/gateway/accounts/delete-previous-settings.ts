import type { WorkerApp } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { dueRowsTask } from '../../../shop/due-rows-task.ts'

/** Deletes replaced settings, with their keys, once they are no longer accepted. */
export const deleteExpiredPreviousSettings = dueRowsTask<WorkerApp>(
  'due_previous_gateway_settings',
  (ctx, id) =>
    inTransaction(ctx, ({ em, shop }) =>
      em.execute('delete from previous_gateway_settings where shop_id = ? and id = ?', [shop.id, id]),
    ),
  'Previous gateway settings could not be deleted',
)
