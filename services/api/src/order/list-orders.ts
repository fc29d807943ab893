import type { InTransaction, MerchantContext } from '../app/context.ts'
import { invalidCursor, parseCursor, requirePageSize } from '../kernel/cursor.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import type { ListPage } from '../platform/db/list-page.ts'
import type { OrderFilter } from './order-filter.type.ts'
import { Order } from './order.entity.ts'
import { countSelection, loadSelection, readOrderSelection, type OrderPosition } from './select-orders.ts'

export interface OrdersInput {
  filter?: OrderFilter | null
  first: number
  after?: string | null
}

/** `totalCount` is at most MAX_COUNT, or MAX_FILTERED_COUNT. */
export interface OrderPage extends ListPage<Order> {
  /** Whether there may be more orders than `totalCount`. */
  totalCountIsCapped: boolean
}

const MAX_PAGE_SIZE = 100

/**
 * A page of the shop's orders, newest first, in at most four statements.
 * @throws BAD_USER_INPUT for an invalid page size or cursor
 */
export function listOrders(ctx: MerchantContext, { filter, first, after }: OrdersInput): Promise<OrderPage> {
  requirePageSize(first, MAX_PAGE_SIZE)
  const cursor = after == null ? null : parseCursor(after)
  return inTransaction(ctx, async (tx) => {
    const position = cursor === null ? null : await findPosition(tx, cursor)
    const selection = await readOrderSelection(tx, filter ?? {})
    // How a search is done depends on how much it finds.
    const found = selection.search && (await countSelection(tx, selection))
    const isSearchWide = found?.isSearchWide ?? false
    const rows = await loadSelection(tx, selection, { after: position, limit: first + 1, isSearchWide })
    const isComplete = position === null && rows.length <= first
    const { count, isCapped } = isComplete
      ? { count: rows.length, isCapped: false }
      : (found ?? (await countSelection(tx, selection)))
    return {
      rows: rows.slice(0, first).map((row) => tx.em.map(Order, row)),
      totalCount: Math.max(count, rows.length),
      totalCountIsCapped: isCapped,
      hasNextPage: rows.length > first,
      hasPreviousPage: cursor !== null,
    }
  })
}

/** Where the order that a cursor names stands in the list. @throws BAD_USER_INPUT when it is not an order of the shop */
async function findPosition(
  { em, shop }: InTransaction<MerchantContext>,
  id: string,
): Promise<OrderPosition> {
  const [row] = await em.execute<{ placed_at: string }[]>(
    'select placed_at::text from "order" where shop_id = ? and id = ?',
    [shop.id, id],
  )
  if (!row) throw invalidCursor()
  return { id, placedAt: row.placed_at }
}
