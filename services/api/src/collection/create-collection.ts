import { writeAudit } from '../audit/write-audit.ts'
import type { MerchantContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { ProblemList } from '../product/problem-list.ts'
import { retryOnConflict } from '../product/retry-on-conflict.ts'
import type { CollectionInput } from './collection.type.ts'
import { parseCollection } from './parse-collection.ts'
import { checkReferences, insertCollection } from './save-collection.ts'
import { loadCollection, type StoredCollection } from './stored-collection.ts'

/** Adds a collection after all others. @throws OperationError with everything that is wrong with the input */
export function createCollection(ctx: MerchantContext, input: CollectionInput): Promise<StoredCollection> {
  return retryOnConflict(() => {
    const problems = new ProblemList()
    const parsed = parseCollection(input, problems)
    return inTransaction(ctx, async (tx) => {
      const slug = await checkReferences(tx, parsed, null, problems)
      problems.throwIfAny()
      const id = await insertCollection(tx, parsed, slug)
      writeAudit(tx, { action: 'createCollection', subject: `${parsed.name} (${slug})` })
      return (await loadCollection(tx, id)) ?? reject('NOT_FOUND')
    })
  })
}
