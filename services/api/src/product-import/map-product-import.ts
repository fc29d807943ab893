import type { MerchantContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { parseText } from '../kernel/read-text.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import type { Field, Mapping } from '../product-file/field.ts'
import type { Format } from '../product-file/formats.ts'
import { changeImportStatus } from './change-import-status.ts'
import { requireProductWrite } from './require-permissions.ts'
import type { StoredImport } from './stored-import.ts'

const MAX_SITE_LENGTH = 100

interface MapInput {
  id: string
  format: Format
  fields: (Field | null)[]
  /** The PrestaShop site that the file comes from; empty or absent: not told. */
  site?: string | null | undefined
}

/**
 * Chooses the format of a file and what its columns hold; the worker then checks it again.
 * @param fields of each column, in order; null for one that is not imported
 * @throws BAD_USER_INPUT when the name of the site is longer than 100 characters
 * @throws OperationError CARD_NUMBER_IN_TEXT, NOT_FOUND, IMPORT_NOT_READY, IMPORT_COLUMNS_MISMATCH when there are not as many as columns
 */
export const mapProductImport = (
  ctx: MerchantContext,
  { id, format, fields, site }: MapInput,
): Promise<StoredImport> =>
  inTransaction(requireProductWrite(ctx), async (tx) => {
    const named = parseText(site, 'site', MAX_SITE_LENGTH)
    const stored = await changeImportStatus(tx, id, 'CHECKED', 'CHECKING', 'has_file')
    if (fields.length !== stored.columns.length) reject('IMPORT_COLUMNS_MISMATCH', 'fields')
    const mapping: Mapping = fields
    await tx.em.execute(
      'update product_import set format = ?, mapping = ?::jsonb, site = ? where shop_id = ? and id = ?',
      [format, JSON.stringify(mapping), named, tx.shop.id, id],
    )
    return { ...stored, format, mapping, site: named }
  })
