import { writeAudit } from '../audit/write-audit.ts'
import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { changeImportStatus } from './change-import-status.ts'
import { requireProductWrite, requireStockWrite } from './require-permissions.ts'
import type { StoredImport } from './stored-import.ts'

/**
 * Lets the worker apply a checked file without problems: all of it, or nothing.
 * @throws OperationError NOT_FOUND, IMPORT_NOT_READY, IMPORT_NEEDS_STOCK_PERMISSION
 */
export const applyProductImport = (ctx: MerchantContext, id: string): Promise<StoredImport> =>
  inTransaction(requireProductWrite(ctx), async (tx) => {
    const stored = await changeImportStatus(tx, id, 'CHECKED', 'APPLYING', 'problem_count = 0 and has_file')
    requireStockWrite(tx, stored)
    const { fileName, createdCount, changedCount } = stored
    writeAudit(tx, {
      action: 'applyProductImport',
      subject: `${fileName}: ${createdCount} new, ${changedCount} changed`,
    })
    return stored
  })
