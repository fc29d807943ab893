import DataLoader from 'dataloader'
import type { MerchantContext } from '../../app/context.ts'

/** Loads the rows that belong to many parents (orders, payments) in one statement. */
export type BatchQuery<Row> = (ctx: MerchantContext, parentIds: readonly string[]) => Promise<Row[]>

const loaders = new WeakMap<MerchantContext, Map<unknown, DataLoader<string, unknown[]>>>()

/**
 * Loads the rows of one parent; `query` runs once for all parents of the same list. Results are not cached, so that fields
 * resolved after a later mutation of the same request see what it wrote.
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
