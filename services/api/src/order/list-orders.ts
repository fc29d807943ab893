import { inTransaction, type InTransaction, type MerchantContext } from '../app/context.ts'
import { invalidCursor, requirePageSize, parseCursor } from '../kernel/cursor.ts'
import type { Page } from '../kernel/page-info.type.ts'
import type { OrderFilter } from './order-filter.type.ts'
import { orderConditions } from './order-conditions.ts'
import { Order } from './order.entity.ts'

export interface OrdersInput {
  filter?: OrderFilter | null
  first: number
  after?: string | null
}

/** `orders` is sorted newest first. */
export interface OrderPage extends Page {
  orders: Order[]
}

const MAX_PAGE_SIZE = 100

/**
 * A page of the shop's orders, newest first. Two SQL statements, whatever the page size.
 * @throws BAD_USER_INPUT for an invalid page size or cursor
 */
export function listOrders(ctx: MerchantContext, input: OrdersInput): Promise<OrderPage> {
  requirePageSize(input.first, MAX_PAGE_SIZE)
  return inTransaction(ctx, async (tx) => {
    const { where, params } = orderConditions(tx.shop.id, input.filter ?? {})
    const after = input.after == null ? null : parseCursor(input.after)
    const totalCount = await countOrders(tx, where, params, after)
    const afterCursor = after
      ? `and (o.placed_at, o.id) < (select a.placed_at, a.id from "order" a where a.id = ?)`
      : ''
    const rows = await tx.em.execute<Record<string, unknown>[]>(
      `select o.* from "order" o where ${where} ${afterCursor} order by o.placed_at desc, o.id desc limit ?`,
      [...params, ...(after ? [after] : []), input.first + 1],
    )
    return {
      orders: rows.slice(0, input.first).map((row) => tx.em.map(Order, row)),
      totalCount,
      hasNextPage: rows.length > input.first,
      hasPreviousPage: after !== null,
    }
  })
}

/** Counts the orders that match the filter. @throws BAD_USER_INPUT when the cursor's order is not one of the shop's */
async function countOrders(
  tx: InTransaction<MerchantContext>,
  where: string,
  params: unknown[],
  after: string | null,
): Promise<number> {
  const [row] = await tx.em.execute<{ total: number; cursor_exists: boolean }[]>(
    `select count(*)::int as total, exists (select from "order" a where a.shop_id = ? and a.id = ?) as cursor_exists
     from "order" o where ${where}`,
    [tx.shop.id, after, ...params],
  )
  if (after && !row?.cursor_exists) throw invalidCursor()
  return row?.total ?? 0
}
