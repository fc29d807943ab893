import { writeAudit } from '../audit/write-audit.ts'
import type { MerchantContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { lockPlaces } from './place-in-parent.ts'
import { loadCollection } from './stored-collection.ts'

/** Deletes a collection; its products stay, and the collections in it move up to where it was. @throws OperationError NOT_FOUND */
export function deleteCollection(ctx: MerchantContext, input: { id: string }): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    await lockPlaces(tx)
    const collection = (await loadCollection(tx, input.id, 'for update of c')) ?? reject('NOT_FOUND', 'id')
    await tx.em.execute('update collection set parent_id = ? where shop_id = ? and parent_id = ?', [
      collection.parentId,
      tx.shop.id,
      collection.id,
    ])
    await tx.em.execute('delete from collection where shop_id = ? and id = ?', [tx.shop.id, collection.id])
    writeAudit(tx, { action: 'deleteCollection', subject: `${collection.name} (${collection.slug})` })
  })
}
