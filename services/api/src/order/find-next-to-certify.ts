import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { Order } from './order.entity.ts'

/**
 * The oldest order that waits for its certification: of those placed after this order, or else of all others. Null if there is none.
 * @param afterCode the order that was worked on last; null to begin with the oldest. An unknown code counts as none.
 */
export function findNextToCertify(ctx: MerchantContext, afterCode: string | null): Promise<Order | null> {
  return inTransaction(ctx, async ({ em, shop }) => {
    const parameters = [shop.id, afterCode, shop.id, shop.id, shop.id]
    const [row] = await em.execute<Record<string, unknown>[]>(NEXT_TO_CERTIFY, parameters)
    return row ? em.map(Order, row) : null
  })
}

// Each part takes one row from an index, however many orders wait: `limit 1` sees to it whatever the statistics say, and so does the fulfillment, which
// stands before the time in order_by_status. What waits for its certification has not been sent.
const NEXT_TO_CERTIFY = `
  with last as (select placed_at, id from "order" where shop_id = ? and code = ?),
  after_last as (
    select o.id from last cross join lateral (
      select t.id from "order" t where t.shop_id = ? and t.status = 'AWAITING_CERTIFICATION' and t.fulfillment = 'UNFULFILLED'
        and (t.placed_at, t.id) > (last.placed_at, last.id)
      order by t.placed_at, t.id limit 1) o
  ),
  oldest as (
    select t.id from "order" t where t.shop_id = ? and t.status = 'AWAITING_CERTIFICATION' and t.fulfillment = 'UNFULFILLED'
      and t.id is distinct from (select id from last)
    order by t.placed_at, t.id limit 1
  )
  select o.* from (select id, 1 as place from after_last union all select id, 2 from oldest order by place limit 1) next
    cross join lateral (select * from "order" t where t.shop_id = ? and t.id = next.id limit 1) o`
