import { validate as isUuid } from 'uuid'
import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { IMPORT_COLUMNS, toStoredImport, type ImportRow, type StoredImport } from './stored-import.ts'

/** An import of the shop, or null. */
export const findImport = async (ctx: MerchantContext, id: string): Promise<StoredImport | null> => {
  if (!isUuid(id)) return null
  const [row] = await inTransaction(ctx, ({ em, shop }) =>
    em.execute<ImportRow[]>(`select ${IMPORT_COLUMNS} from product_import where shop_id = ? and id = ?`, [
      shop.id,
      id,
    ]),
  )
  return row ? toStoredImport(row) : null
}

/** The newest imports of the shop. They are kept for 30 days. */
export const listImports = async (ctx: MerchantContext): Promise<StoredImport[]> => {
  const rows = await inTransaction(ctx, ({ em, shop }) =>
    em.execute<ImportRow[]>(
      `select ${IMPORT_COLUMNS.replace(/\bproblems,/, "'[]'::jsonb as problems,")} from product_import where shop_id = ?
       order by created_at desc, id desc limit 20`,
      [shop.id],
    ),
  )
  return rows.map(toStoredImport)
}
