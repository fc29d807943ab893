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

/** Newest first. */
export interface OrderPage extends Page {
  orders: Order[]
}

const MOST_ORDERS = 100

/** A page of the shop's orders after a cursor. Two statements, whatever the page's size. */
export function listOrders(ctx: MerchantContext, input: OrdersInput): Promise<OrderPage> {
  requirePageSize(input.first, MOST_ORDERS)
  return inTransaction(ctx, async (tx) => {
    const { where, params } = orderConditions(tx.shop.id, input.filter ?? {})
    const after = input.after == null ? null : parseCursor(input.after)
    const totalCount = await count(tx, where, params, after)
    const beyond = after
      ? `and (o.placed_at, o.id) < (select a.placed_at, a.id from "order" a where a.id = ?)`
      : ''
    const rows = await tx.em.execute<Record<string, unknown>[]>(
      `select o.* from "order" o where ${where} ${beyond} order by o.placed_at desc, o.id desc limit ?`,
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

async function count(
  tx: InTransaction<MerchantContext>,
  where: string,
  params: unknown[],
  after: string | null,
): Promise<number> {
  const [row] = await tx.em.execute<{ total: number; is_known: boolean }[]>(
    `select count(*)::int as total, exists (select from "order" a where a.shop_id = ? and a.id = ?) as is_known
     from "order" o where ${where}`,
    [tx.shop.id, after, ...params],
  )
  if (after && !row?.is_known) throw invalidCursor()
  return row?.total ?? 0
}
