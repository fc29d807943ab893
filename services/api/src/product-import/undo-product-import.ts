import { writeAudit } from '../audit/write-audit.ts'
import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { changeImportStatus } from './change-import-status.ts'
import { requireProductWrite, requireStockWrite } from './require-permissions.ts'
import type { StoredImport } from './stored-import.ts'

/**
 * Lets the worker undo an applied import. Products that somebody has changed since stay as they are, and are listed.
 * @throws OperationError NOT_FOUND, IMPORT_NOT_READY, IMPORT_NEEDS_STOCK_PERMISSION
 */
export const undoProductImport = (ctx: MerchantContext, id: string): Promise<StoredImport> =>
  inTransaction(requireProductWrite(ctx), async (tx) => {
    const stored = await changeImportStatus(tx, id, 'APPLIED', 'UNDOING')
    requireStockWrite(tx, stored)
    writeAudit(tx, { action: 'undoProductImport', subject: stored.fileName })
    return stored
  })
