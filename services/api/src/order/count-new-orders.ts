import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import type { OrderFilter } from './order-filter.type.ts'
import { countUpTo } from './select-orders.ts'

/** Of how many new orders the count is exact. */
export const MAX_NEW_ORDERS = 99

/**
 * How many orders that match the filter, except its search, were placed at or after an instant: at most MAX_NEW_ORDERS + 1. One
 * statement, which reads the new orders only.
 */
export async function countNewOrders(
  ctx: MerchantContext,
  { since, filter }: { since: Date; filter?: OrderFilter | null | undefined },
): Promise<number> {
  const { placedFrom } = filter ?? {}
  const isLater = placedFrom != null && placedFrom > since
  const narrowed = { ...filter, placedFrom: isLater ? placedFrom : since }
  const { text, params } = countUpTo(narrowed, ctx.shop, MAX_NEW_ORDERS + 1)
  const [row] = await inTransaction(ctx, ({ em }) => em.execute<{ count: number }[]>(text, [...params]))
  return row?.count ?? 0
}
