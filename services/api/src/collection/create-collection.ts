import { writeAudit } from '../audit/write-audit.ts'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { ProblemList } from '../product/problem-list.ts'
import { LIMITS } from '../product/product-limits.ts'
import { retryOnConflict } from '../product/retry-on-conflict.ts'
import type { CollectionInput } from './collection.type.ts'
import { parseCollection } from './parse-collection.ts'
import { checkParent, lockPlaces } from './place-in-parent.ts'
import { checkReferences, insertCollection } from './save-collection.ts'
import { loadCollection, type StoredCollection } from './stored-collection.ts'

/** Adds a collection after all others. @throws OperationError TOO_MANY_COLLECTIONS, or everything that is wrong with the input */
export function createCollection(ctx: MerchantContext, input: CollectionInput): Promise<StoredCollection> {
  return retryOnConflict(() => {
    const problems = new ProblemList()
    const parsed = parseCollection(input, problems)
    return inTransaction(ctx, async (tx) => {
      await lockPlaces(tx)
      await checkCount(tx)
      const slug = await checkReferences(tx, parsed, null, problems)
      if (parsed.parentId) await checkParent(tx, parsed.parentId, null, problems)
      problems.throwIfAny()
      const id = await insertCollection(tx, parsed, slug)
      writeAudit(tx, { action: 'createCollection', subject: `${parsed.name} (${slug})` })
      return (await loadCollection(tx, id)) ?? reject('NOT_FOUND')
    })
  })
}

/** The places are locked, so that of two collections added at the same time the second one counts the first. */
async function checkCount({ em, shop }: InTransaction<MerchantContext>): Promise<void> {
  const [row] = await em.execute<{ count: number }[]>(
    'select count(*)::integer as count from collection where shop_id = ?',
    [shop.id],
  )
  if (row && row.count >= LIMITS.collectionsOfShop) reject('TOO_MANY_COLLECTIONS')
}
