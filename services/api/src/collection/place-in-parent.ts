import { validate as isUuid } from 'uuid'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import type { ProblemList } from '../product/problem-list.ts'

type Tx = InTransaction<MerchantContext>

/** Levels of collections within each other. */
const MAX_LEVELS = 5

/** Of collections that change places at the same time, the second one sees the first. Called before anything else is locked. */
export const lockPlaces = ({ em, shop }: Tx): Promise<unknown> =>
  em.execute('select from shop where id = ? for no key update', [shop.id])

/**
 * Adds what is wrong with the new parent of a collection. The places are locked.
 * @param ownId null for a new collection
 */
export async function checkParent(
  { em, shop }: Tx,
  parentId: string,
  ownId: string | null,
  problems: ProblemList,
): Promise<void> {
  const parents = new Map<string, string | null>()
  const query = 'select id, parent_id as "parentId" from collection where shop_id = ?'
  for (const row of await em.execute<{ id: string; parentId: string | null }[]>(query, [shop.id]))
    parents.set(row.id, row.parentId)
  const pathTo = (id: string): string[] => {
    const parent = parents.get(id)
    return parent ? [...pathTo(parent), id] : [id]
  }
  if (!isUuid(parentId) || !parents.has(parentId)) return problems.add('NOT_FOUND', 'parentId')
  const above = pathTo(parentId)
  if (ownId !== null && above.includes(ownId)) return problems.add('COLLECTION_IN_ITSELF', 'parentId')
  const own = [...parents.keys()].map(pathTo).filter((path) => ownId !== null && path.includes(ownId))
  const levels = own.map((path) => path.length - path.indexOf(ownId ?? ''))
  if (above.length + Math.max(1, ...levels) > MAX_LEVELS) problems.add('COLLECTIONS_TOO_DEEP', 'parentId')
}
