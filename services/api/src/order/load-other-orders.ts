import type { BatchQuery } from '../platform/db/batch-load.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'
import { Order } from './order.entity.ts'

/** Of how many other orders of a buyer the count is exact. */
export const MAX_OTHER_ORDERS = 100
const SHOWN = 5

/** One of the newest other orders with the email address of an order, and how many there are: at most MAX_OTHER_ORDERS + 1. */
export interface OtherOrder {
  orderId: string
  count: number
  other: Order
}

/** The newest other orders of the buyers of several orders, in one statement. */
export const otherOrdersOfBuyers: BatchQuery<OtherOrder> = (ctx, orderIds) =>
  inTransaction(ctx, async ({ em, shop }) => {
    const rows = await em.execute<{ of_order: string; other_count: number }[]>(SELECT, [
      shop.id,
      toArray(orderIds),
    ])
    return rows.map(({ of_order: orderId, other_count: count, ...row }) => ({
      orderId,
      count,
      other: em.map(Order, row),
    }))
  })

const SAME_BUYER = 't.shop_id = o.shop_id and t.mailbox = o.mailbox and t.id <> o.id'
const SELECT = `
  select o.id as of_order, (select count(*)::integer from (
      select from "order" t where ${SAME_BUYER} limit ${MAX_OTHER_ORDERS + 1}) others) as other_count, newest.*
  from "order" o cross join lateral (
    select t.* from "order" t where ${SAME_BUYER} order by t.placed_at desc, t.id desc limit ${SHOWN}) newest
  where o.shop_id = ? and o.id = any(?::uuid[]) order by newest.placed_at desc, newest.id desc`
