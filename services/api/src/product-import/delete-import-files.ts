import type { WorkerApp, WorkerContext } from '../app/context.ts'
import { executeInShop } from '../platform/db/orm.ts'
import { dueRowsTask } from '../shop/due-rows-task.ts'
import { folderOfImport } from './archive-pieces.ts'

/** Deletes the file and the archive of an import that no longer needs them. The archive first: until it is gone, the import still says that it has one. */
export async function deleteImportFile({ app, shop }: WorkerContext, id: string): Promise<void> {
  await app.mediaStore.deleteFolder(folderOfImport(shop.id, id))
  await executeInShop(
    app.orm,
    shop.id,
    `update product_import set file = null, archive_received = 0, archive_bytes = null
     where shop_id = ? and id = ? and has_file and status in ('APPLIED', 'UNDOING', 'UNDONE', 'FAILED')`,
    [shop.id, id],
  )
}

/** Scheduled task: the same for imports whose worker was killed before it could. */
export const deleteImportFiles = dueRowsTask<WorkerApp>(
  'due_product_import_file',
  deleteImportFile,
  'The file of an import could not be deleted',
)
