import { validate as isUuid } from 'uuid'
import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { reject } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'

/** Removes the check of a VAT number: orders with it carry VAT again. Orders that exist stay as they are. @throws NOT_FOUND */
export async function removeVatCheck(ctx: MerchantContext, { id }: { id: string }): Promise<{ id: string }> {
  if (!isUuid(id)) return reject('NOT_FOUND', 'id')
  return inTransaction(ctx, async (tx) => {
    const removed = await tx.em.execute<object[]>(
      'delete from vat_check where shop_id = ? and id = ?::uuid returning id',
      [tx.shop.id, id],
    )
    if (removed.length === 0) return reject('NOT_FOUND', 'id')
    writeAudit(tx, { action: 'removeVatCheck', subject: id })
    return { id }
  })
}
