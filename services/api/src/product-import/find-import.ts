import { validate as isUuid } from 'uuid'
import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { selectImports, toStoredImport, type ImportRow, type StoredImport } from './stored-import.ts'

/** An import of the shop, or null. */
export const findImport = async (ctx: MerchantContext, id: string): Promise<StoredImport | null> => {
  if (!isUuid(id)) return null
  const [row] = await inTransaction(ctx, ({ em, shop }) =>
    em.execute<ImportRow[]>(`${selectImports(true)} where i.shop_id = ? and i.id = ?`, [shop.id, id]),
  )
  return row ? toStoredImport(row) : null
}

/** The newest imports of the shop. Those that were applied are kept for 30 days, the others for one. */
export const listImports = async (ctx: MerchantContext): Promise<StoredImport[]> => {
  const rows = await inTransaction(ctx, ({ em, shop }) =>
    em.execute<ImportRow[]>(
      `${selectImports(false)} where i.shop_id = ? order by i.created_at desc, i.id desc limit 20`,
      [shop.id],
    ),
  )
  return rows.map(toStoredImport)
}
