import { validate as isUuid } from 'uuid'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { afterCommit } from '../platform/db/after-commit.ts'
import { queueImport } from './queue-import.ts'
import {
  IMPORT_COLUMNS,
  toStoredImport,
  type ImportRow,
  type ImportStatus,
  type StoredImport,
} from './stored-import.ts'

/**
 * Asks the worker for the next step of an import.
 * @param condition SQL that the import must also fulfil
 * @throws OperationError NOT_FOUND, or IMPORT_NOT_READY when it is in another status than `from`
 */
export async function changeImportStatus(
  tx: InTransaction<MerchantContext>,
  id: string,
  from: ImportStatus,
  to: ImportStatus,
  condition = 'true',
): Promise<StoredImport> {
  if (!isUuid(id)) return reject('NOT_FOUND', 'id')
  const [row] = await tx.em.execute<ImportRow[]>(
    `update product_import set status = ?, status_since = now(), progress = 0
     where shop_id = ? and id = ? and status = ? and ${condition} returning ${IMPORT_COLUMNS}`,
    [to, tx.shop.id, id, from],
  )
  if (!row) {
    const found = await tx.em.execute<unknown[]>('select from product_import where shop_id = ? and id = ?', [
      tx.shop.id,
      id,
    ])
    return reject(found.length > 0 ? 'IMPORT_NOT_READY' : 'NOT_FOUND', 'id')
  }
  afterCommit(tx.em, () => queueImport(tx, id))
  return toStoredImport(row)
}
