import type { InTransaction, MerchantContext } from '../app/context.ts'
import { mayReadBuyers } from '../kernel/permissions.ts'
import { all, sql, type Sql } from '../platform/db/sql.ts'
import { orderConditions } from './order-conditions.ts'
import type { OrderFilter } from './order-filter.type.ts'
import { findOrdersBySearch, isFound, readOrderSearch, type OrderSearch } from './order-search.ts'
import { FulfillmentStatus, OrderStatus } from './order-status.ts'

/** Counting more orders than this would take longer than the page itself. */
export const MAX_COUNT = 10_000

/** The shop's orders that match a filter, as a member may search them. */
export interface OrderSelection {
  shopId: string
  conditions: Sql[]
  statuses: OrderStatus[] | null
  fulfillments: FulfillmentStatus[] | null
  search: OrderSearch | null
}

export interface OrderCount {
  /** At most MAX_COUNT. */
  count: number
  /** Whether there may be more orders than `count`. */
  isCapped: boolean
  /** Whether the search finds so many orders that a page is found faster by walking through the newest ones. */
  isSearchWide: boolean
}

/** A place in the list: after this order. `placedAt` in PostgreSQL's own text form, to the microsecond. */
export interface OrderPosition {
  id: string
  placedAt: string
}

export async function readOrderSelection(
  { em, shop, role }: InTransaction<MerchantContext>,
  filter: OrderFilter,
): Promise<OrderSelection> {
  const typed = filter.search?.trim()
  const scope = { shopId: shop.id, mayReadBuyers: mayReadBuyers(role) }
  return {
    shopId: shop.id,
    conditions: orderConditions(filter, shop.timeZone),
    statuses: filter.status ? [...new Set(filter.status)] : null,
    fulfillments: filter.fulfillment ? [...new Set(filter.fulfillment)] : null,
    search: typed ? await readOrderSearch(em, typed, scope) : null,
  }
}

/** Counts the orders, at most MAX_COUNT. */
export async function countSelection(
  { em }: InTransaction<MerchantContext>,
  selection: OrderSelection,
): Promise<OrderCount> {
  const { search } = selection
  const limit = MAX_COUNT + 1
  const { text, params } = search
    ? sql`${findOrdersBySearch(search, limit)}
        select count(*)::int as count, (select is_cut from reading) as is_wide from (${selectFound(selection, sql`t.id`)}) orders`
    : sql`select count(*)::int as count, false as is_wide from (${selectNewest(selection, { columns: sql`t.id`, limit })}) orders`
  const [row] = await em.execute<{ count: number; is_wide: boolean }[]>(text, [...params])
  const { count = 0, is_wide: isWide = false } = row ?? {}
  return { count: Math.min(count, MAX_COUNT), isCapped: isWide || count > MAX_COUNT, isSearchWide: isWide }
}

/** Loads the rows of the newest orders after a place in the list. */
export function loadSelection(
  { em }: InTransaction<MerchantContext>,
  selection: OrderSelection,
  { after, limit, isSearchWide }: { after: OrderPosition | null; limit: number; isSearchWide: boolean },
): Promise<Record<string, unknown>[]> {
  const { search } = selection
  const beyond = after ? [sql`(t.placed_at, t.id) < (${after.placedAt}::timestamptz, ${after.id}::uuid)`] : []
  const conditions = [...selection.conditions, ...beyond]
  const columns = sql`t.*`
  const walk = search && isSearchWide ? [...conditions, isFound(search)] : conditions
  const { text, params } =
    search && !isSearchWide
      ? sql`${findOrdersBySearch(search, MAX_COUNT + 1)} ${selectFound({ ...selection, conditions }, columns)}
          order by t.placed_at desc, t.id desc limit ${limit}`
      : selectNewest({ ...selection, conditions: walk }, { columns, limit })
  return em.execute<Record<string, unknown>[]>(text, [...params])
}

/** The orders of the CTE `found` that match. `limit 1` makes it one index lookup per order, whatever the statistics say. */
function selectFound({ shopId, conditions, statuses, fulfillments }: OrderSelection, columns: Sql): Sql {
  const matching = [...conditions]
  if (statuses) matching.push(sql`t.status = any(${toArray(statuses)}::text[])`)
  if (fulfillments) matching.push(sql`t.fulfillment = any(${toArray(fulfillments)}::text[])`)
  return sql`select ${columns} from found cross join lateral (
      select * from "order" o where o.shop_id = ${shopId} and o.id = found.order_id limit 1) t
    where ${all(matching)}`
}

/** The newest orders that match. With a status or fulfillment: the newest of each, because an index has them in this order. */
function selectNewest(
  { shopId, conditions, statuses, fulfillments }: OrderSelection,
  { columns, limit }: { columns: Sql; limit: number },
): Sql {
  const newest = (more: Sql[]): Sql =>
    sql`select t.* from "order" t where t.shop_id = ${shopId} and ${all([...more, ...conditions])}
      order by t.placed_at desc, t.id desc limit ${limit}`
  if (!statuses && !fulfillments) return sql`select ${columns} from (${newest([])}) t`
  const each = newest([sql`t.status = s.status`, sql`t.fulfillment = f.fulfillment`])
  return sql`select ${columns} from unnest(${toArray(statuses ?? Object.values(OrderStatus))}::text[]) s (status)
    cross join unnest(${toArray(fulfillments ?? Object.values(FulfillmentStatus))}::text[]) f (fulfillment)
    cross join lateral (${each}) t order by t.placed_at desc, t.id desc limit ${limit}`
}

const toArray = (values: readonly string[]): string => `{${values.join(',')}}`
