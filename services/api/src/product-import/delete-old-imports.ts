import type { WorkerApp } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { dueRowsTask } from '../shop/due-rows-task.ts'
import { folderOfImport } from './archive-pieces.ts'

/** Scheduled task: deletes imports that can no longer be undone, and after a day those that were not applied, with their files. */
export const deleteOldImports = dueRowsTask<WorkerApp>(
  'due_old_product_import',
  async (ctx, id) => {
    await ctx.app.mediaStore.deleteFolder(folderOfImport(ctx.shop.id, id))
    // An import that a member has just begun to apply stays: without its file, it fails. So does one that was applied meanwhile, to be undone.
    await inTransaction(ctx, ({ em, shop }) =>
      em.execute(
        `delete from product_import where shop_id = ? and id = ? and status not in ('APPLYING', 'UNDOING')
           and (status not in ('APPLIED', 'UNDONE') or created_at < now() - interval '30 days')`,
        [shop.id, id],
      ),
    )
  },
  'An old product import could not be deleted',
)
