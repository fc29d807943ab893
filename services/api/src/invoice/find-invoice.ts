import { validate as isUuid } from 'uuid'
import type { ShopContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import type { IssuedDocument } from './factur-x/write-factur-x.ts'

/** A document of the shop as it is rendered; null if there is none. */
export async function findInvoice(ctx: ShopContext, id: string): Promise<IssuedDocument | null> {
  if (!isUuid(id)) return null
  const [row] = await inTransaction(ctx, ({ em, shop }) =>
    em.execute<IssuedDocument[]>(
      'select number, issued_at as "issuedAt", data from invoice where shop_id = ? and id = ?',
      [shop.id, id],
    ),
  )
  return row ? { ...row, issuedAt: new Date(row.issuedAt) } : null
}
