import type { InTransaction, MerchantContext } from '../app/context.ts'
import { sql, type Sql } from '../platform/db/sql.ts'
import { columnConditions, relatedRows } from './order-conditions.ts'
import type { OrderFilter } from './order-filter.type.ts'

/** The condition of a filter that the fewest orders fulfil. */
export interface Narrowest {
  /** Selects the `order_id` of its orders, possibly several times. */
  orders: Sql
  /** Of these rows. */
  count: number
}

/**
 * Finds the condition of the filter that the fewest orders fulfil, in one statement. Null when each is fulfilled by more than `limit`, or
 * no index knows by how many.
 */
export async function findNarrowest(
  { em, shop }: InTransaction<MerchantContext>,
  filter: OrderFilter,
  limit: number,
): Promise<Narrowest | null> {
  const candidates = [
    ...relatedRows(filter).map((rows) => sql`select p.order_id from ${rows} and p.shop_id = ${shop.id}`),
    ...columnConditions(filter).map(
      (condition) =>
        sql`select t.id as order_id from "order" t where ${condition} and t.shop_id = ${shop.id}`,
    ),
  ]
  const [first, ...others] = candidates.map(
    (candidate) => sql`(select count(*) from (${candidate} limit ${limit + 1}) matching)`,
  )
  if (!first) return null
  const counts = others.reduce((before, count) => sql`${before}, ${count}`, first)
  const { text, params } = sql`select array[${counts}]::integer[] as counts`
  const [row] = await em.execute<{ counts: number[] }[]>(text, [...params])
  const count = Math.min(...(row?.counts ?? []))
  const orders = candidates[row?.counts.indexOf(count) ?? -1]
  return orders && count <= limit ? { orders, count } : null
}
