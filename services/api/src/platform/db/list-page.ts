import type { InTransaction, MerchantContext } from '../../app/context.ts'
import { invalidCursor, parseCursor, requirePageSize } from '../../kernel/cursor.ts'
import type { Page } from '../../kernel/page-info.type.ts'

/** One page of a list, with its place in the list. */
export interface ListPage<Row> extends Page {
  rows: Row[]
}

interface List {
  /** SQL name of the table, which has `shop_id` and `id`. */
  table: string
  /** The timestamp column that the list is ordered by, newest first; ids break ties. */
  newestBy: string
  /** Turns the list around. */
  isOldestFirst?: boolean
  /** SQL condition over the table's alias `t` with `?` for `params`. Written in code, never by a client. */
  where?: string
  params?: readonly unknown[]
  /** SQL of the selected columns over the alias `t`; `t.*` by default. */
  columns?: string
}

/**
 * Loads a page of a shop's list after a cursor, in two statements whatever its size. A cursor is a row id; the position
 * of that row in the list is looked up.
 * @throws BAD_USER_INPUT for a page size above `maxFirst`, or a cursor that is not of this shop's list
 */
export async function listPage<Row extends object>(
  tx: InTransaction<MerchantContext>,
  { table, newestBy, isOldestFirst = false, where = 'true', params = [], columns = 't.*' }: List,
  { first, after, maxFirst }: { first: number; after?: string | null | undefined; maxFirst: number },
): Promise<ListPage<Row>> {
  requirePageSize(first, maxFirst)
  const cursor = after == null ? null : parseCursor(after)
  const [counted] = await tx.em.execute<{ total: number; is_known: boolean }[]>(
    `select count(*)::int as total, exists (select from ${table} c where c.shop_id = ? and c.id = ?) as is_known
     from ${table} t where t.shop_id = ? and ${where}`,
    [tx.shop.id, cursor, tx.shop.id, ...params],
  )
  if (cursor && !counted?.is_known) throw invalidCursor()
  const direction = isOldestFirst ? 'asc' : 'desc'
  const beyond = cursor
    ? `and (t.${newestBy}, t.id) ${isOldestFirst ? '>' : '<'} (select c.${newestBy}, c.id from ${table} c where c.shop_id = ? and c.id = ?)`
    : ''
  const rows = await tx.em.execute<Row[]>(
    `select ${columns} from ${table} t where t.shop_id = ? and ${where} ${beyond}
     order by t.${newestBy} ${direction}, t.id ${direction} limit ?`,
    [tx.shop.id, ...params, ...(cursor ? [tx.shop.id, cursor] : []), first + 1],
  )
  return {
    rows: rows.slice(0, first),
    totalCount: counted?.total ?? 0,
    hasNextPage: rows.length > first,
    hasPreviousPage: cursor !== null,
  }
}
