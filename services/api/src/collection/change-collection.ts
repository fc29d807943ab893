import { writeAudit } from '../audit/write-audit.ts'
import type { MerchantContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { ProblemList } from '../product/problem-list.ts'
import { retryOnConflict } from '../product/retry-on-conflict.ts'
import type { CollectionInput } from './collection.type.ts'
import { parseCollection, type ParsedCollection } from './parse-collection.ts'
import { checkParent, lockPlaces } from './place-in-parent.ts'
import { checkReferences, lockChosenProducts, updateCollection } from './save-collection.ts'
import { loadCollection, type StoredCollection } from './stored-collection.ts'

/**
 * Replaces a collection by what was edited.
 * @param input `version` of the collection that the change is based on; absent to overwrite whatever is stored
 * @throws OperationError NOT_FOUND, COLLECTION_CHANGED_MEANWHILE, or everything that is wrong with the collection
 */
export function changeCollection(
  ctx: MerchantContext,
  input: { id: string; version?: string | null; collection: CollectionInput },
): Promise<StoredCollection> {
  return retryOnConflict(() => {
    const problems = new ProblemList('collection')
    const parsed = parseCollection(input.collection, problems)
    return inTransaction(ctx, async (tx) => {
      if (parsed.parentId) await lockPlaces(tx)
      await lockChosenProducts(tx, parsed)
      const before = (await loadCollection(tx, input.id, 'for update of c')) ?? reject('NOT_FOUND', 'id')
      const slug = await checkReferences(tx, parsed, before, problems)
      const isMoved = parsed.parentId !== undefined && parsed.parentId !== before.parentId
      if (isMoved && parsed.parentId) await checkParent(tx, parsed.parentId, before.id, problems)
      const changes = describeChanges(before, { ...parsed, slug })
      const isStale = input.version && input.version !== before.version
      // Before any problem, which may only come from what was changed meanwhile.
      if (isStale && changes.length > 0) reject('COLLECTION_CHANGED_MEANWHILE', 'version')
      problems.throwIfAny()
      if (changes.length === 0) return before
      await updateCollection(tx, before.id, parsed, slug)
      writeAudit(tx, { action: 'changeCollection', subject: `${before.name}: ${changes.join('; ')}` })
      return (await loadCollection(tx, before.id)) ?? reject('NOT_FOUND', 'id')
    })
  })
}

function describeChanges(before: StoredCollection, after: ParsedCollection): string[] {
  const named = (['name', 'slug', 'kind', 'match', 'sort'] as const)
    .filter((field) => before[field] !== after[field])
    .map((field) => `${field}: ${before[field]} → ${after[field]}`)
  const chosen = before.chosenProducts.map(({ id }) => id)
  const others = {
    parent: after.parentId !== undefined && before.parentId !== after.parentId,
    description: before.descriptionHtml !== after.descriptionHtml,
    picture: (before.image?.id ?? null) !== after.imageId,
    rules: ruleText(before.rules) !== ruleText(after.rules),
    products: after.productIds !== null && chosen.join() !== after.productIds.join(),
  }
  return [...named, ...Object.entries(others).flatMap(([name, isChanged]) => (isChanged ? [name] : []))]
}

const ruleText = (rules: ParsedCollection['rules']): string =>
  rules.map(({ condition, text, number }) => `${condition} ${text ?? number ?? ''}`).join('\n')
