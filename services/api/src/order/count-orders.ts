import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { mayReadBuyers } from '../kernel/permissions.ts'
import { orderConditions } from './order-conditions.ts'
import type { OrderFilter } from './order-filter.type.ts'

/** Number of the shop's orders that match the filter. */
export const countOrders = (
  ctx: MerchantContext,
  { filter }: { filter?: OrderFilter | null },
): Promise<number> =>
  inTransaction(ctx, async ({ em, shop, role }) => {
    const { where, params } = orderConditions(filter ?? {}, shop.timeZone, mayReadBuyers(role))
    const [row] = await em.execute<{ count: number }[]>(
      `select count(*)::int as count from "order" t where t.shop_id = ? and ${where}`,
      [shop.id, ...params],
    )
    return row?.count ?? 0
  })
