import DataLoader from 'dataloader'
import type { MerchantContext, MerchantRequest } from '../../app/context.ts'
import { requirePermission } from '../../kernel/require-permission.ts'

/** Rows of many orders (or payments) in one statement. */
export type BatchQuery<Row> = (ctx: MerchantContext, ids: readonly string[]) => Promise<Row[]>

const loaders = new WeakMap<MerchantRequest, Map<unknown, DataLoader<string, unknown[]>>>()

/**
 * The rows that belong to one of the many parents of a list; asked for all of them at once. Nothing is kept, so that a
 * field after a second mutation of the same request sees what that one wrote.
 */
export function batchLoad<Row>(
  request: MerchantRequest,
  relation: BatchQuery<Row>,
  parentOf: (row: Row) => string,
  parentId: string,
): Promise<Row[]> {
  const known = loaders.get(request) ?? new Map<unknown, DataLoader<string, unknown[]>>()
  loaders.set(request, known)
  const loader = known.get(relation) ?? openLoader(requirePermission(request, 'VIEWER'), relation, parentOf)
  known.set(relation, loader as DataLoader<string, unknown[]>)
  return (loader as DataLoader<string, Row[]>).load(parentId)
}

function openLoader<Row>(
  ctx: MerchantContext,
  relation: BatchQuery<Row>,
  parentOf: (row: Row) => string,
): DataLoader<string, Row[]> {
  return new DataLoader<string, Row[]>(
    async (ids) => {
      const rows = Map.groupBy(await relation(ctx, [...new Set(ids)]), parentOf)
      return ids.map((id) => rows.get(id) ?? [])
    },
    { cache: false },
  )
}
