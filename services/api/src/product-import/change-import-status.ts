import { validate as isUuid } from 'uuid'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { afterCommit } from '../platform/db/after-commit.ts'
import { queueImport } from './queue-import.ts'
import {
  selectImports,
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
  const changed = await tx.em.execute<unknown[]>(
    `update product_import set status = ?, status_since = now(), step = gen_random_uuid(), failure_count = 0, progress = 0
     where shop_id = ? and id = ? and status = ? and ${condition} returning id`,
    [to, tx.shop.id, id, from],
  )
  const [row] = await tx.em.execute<ImportRow[]>(`${selectImports(true)} where i.shop_id = ? and i.id = ?`, [
    tx.shop.id,
    id,
  ])
  if (!row || changed.length === 0) return reject(row ? 'IMPORT_NOT_READY' : 'NOT_FOUND', 'id')
  afterCommit(tx.em, () => queueImport(tx, id))
  return toStoredImport(row)
}
