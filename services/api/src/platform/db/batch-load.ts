import DataLoader from 'dataloader'
import type { MerchantContext } from '../../app/context.ts'

/** Loads the rows of many parents (orders, payments) in one statement. */
export type BatchQuery<Row> = (ctx: MerchantContext, parentIds: readonly string[]) => Promise<Row[]>

const loaders = new WeakMap<MerchantContext, Map<unknown, DataLoader<string, unknown[]>>>()

/**
 * The rows that belong to one parent of a list; `query` runs once for all of the list's parents. Nothing is cached, so that a
 * field after a second mutation of the same request sees what that mutation wrote.
 */
export function batchLoad<Row>(
  ctx: MerchantContext,
  query: BatchQuery<Row>,
  parentOf: (row: Row) => string,
  parentId: string,
): Promise<Row[]> {
  const known = loaders.get(ctx) ?? new Map<unknown, DataLoader<string, unknown[]>>()
  loaders.set(ctx, known)
  const loader = known.get(query) ?? createLoader(ctx, query, parentOf)
  known.set(query, loader as DataLoader<string, unknown[]>)
  return (loader as DataLoader<string, Row[]>).load(parentId)
}

function createLoader<Row>(
  ctx: MerchantContext,
  query: BatchQuery<Row>,
  parentOf: (row: Row) => string,
): DataLoader<string, Row[]> {
  return new DataLoader<string, Row[]>(
    async (ids) => {
      const rows = Map.groupBy(await query(ctx, [...new Set(ids)]), parentOf)
      return ids.map((id) => rows.get(id) ?? [])
    },
    { cache: false },
  )
}
