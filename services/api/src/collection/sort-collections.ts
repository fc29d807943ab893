import { writeAudit } from '../audit/write-audit.ts'
import type { MerchantContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'
import { loadCollections, type StoredCollection } from './stored-collection.ts'

/** Puts the collections into this order, in which buyers see them. @throws OperationError NOT_FOUND unless all of the shop's are named, once each */
export function sortCollections(ctx: MerchantContext, input: { ids: string[] }): Promise<StoredCollection[]> {
  return inTransaction(ctx, async (tx) => {
    await tx.em.execute('select from collection where shop_id = ? order by id for no key update', [
      tx.shop.id,
    ])
    const before = await loadCollections(tx)
    const names = new Map(before.map(({ id, name }) => [id, name]))
    const isComplete = new Set(input.ids).size === names.size && input.ids.length === names.size
    if (!isComplete || !input.ids.every((id) => names.has(id))) return reject('NOT_FOUND', 'ids')
    await tx.em.execute(
      `update collection c set position = w.position from unnest(?::uuid[]) with ordinality as w (id, position)
       where c.shop_id = ? and c.id = w.id and c.position is distinct from w.position`,
      [toArray(input.ids), tx.shop.id],
    )
    writeAudit(tx, { action: 'sortCollections', subject: input.ids.map((id) => names.get(id)).join(', ') })
    return loadCollections(tx)
  })
}
