import type { MerchantContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import type { Field, Mapping } from '../product-file/field.ts'
import type { Format } from '../product-file/formats.ts'
import { changeImportStatus } from './change-import-status.ts'
import type { StoredImport } from './stored-import.ts'

/**
 * Chooses the format of a file and what its columns hold; the worker then checks it again.
 * @param fields of each column, in order; null for one that is not imported
 * @throws OperationError NOT_FOUND, IMPORT_NOT_READY, IMPORT_COLUMNS_MISMATCH when there are not as many as columns
 */
export const mapProductImport = (
  ctx: MerchantContext,
  { id, format, fields }: { id: string; format: Format; fields: (Field | null)[] },
): Promise<StoredImport> =>
  inTransaction(ctx, async (tx) => {
    const stored = await changeImportStatus(tx, id, 'CHECKED', 'CHECKING')
    if (fields.length !== stored.columns.length) reject('IMPORT_COLUMNS_MISMATCH', 'fields')
    const mapping: Mapping = fields
    await tx.em.execute(
      'update product_import set format = ?, mapping = ?::jsonb where shop_id = ? and id = ?',
      [format, JSON.stringify(mapping), tx.shop.id, id],
    )
    return { ...stored, format, mapping }
  })
