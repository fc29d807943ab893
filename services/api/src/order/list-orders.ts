import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { listPage, type ListPage } from '../platform/db/list-page.ts'
import { mayReadBuyers } from '../kernel/permissions.ts'
import { orderConditions } from './order-conditions.ts'
import type { OrderFilter } from './order-filter.type.ts'
import { Order } from './order.entity.ts'

export interface OrdersInput {
  filter?: OrderFilter | null
  first: number
  after?: string | null
}

const MAX_PAGE_SIZE = 100

/**
 * A page of the shop's orders, newest first.
 * @throws BAD_USER_INPUT for an invalid page size or cursor
 */
export const listOrders = (
  ctx: MerchantContext,
  { filter, first, after }: OrdersInput,
): Promise<ListPage<Order>> =>
  inTransaction(ctx, async (tx) => {
    const conditions = orderConditions(filter ?? {}, tx.shop.timeZone, mayReadBuyers(tx.role))
    const list = { table: '"order"', newestBy: 'placed_at', ...conditions }
    const page = await listPage<Record<string, unknown>>(tx, list, { first, after, maxFirst: MAX_PAGE_SIZE })
    return { ...page, rows: page.rows.map((row) => tx.em.map(Order, row)) }
  })
