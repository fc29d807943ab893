import type { InTransaction, MerchantContext } from '../app/context.ts'
import type { Shop } from '../shop/shop.ts'
import { all, sql, toArray, type Sql } from '../platform/db/sql.ts'
import { placedConditions, orderConditions } from './order-conditions.ts'
import { findNarrowest, type Narrowest } from './narrow-orders.ts'
import type { OrderFilter } from './order-filter.type.ts'
import { findOrdersBySearch, isFound, readOrderSearch, type OrderSearch } from './order-search.ts'
import { FulfillmentStatus, OrderStatus } from './order-status.ts'

/** Counting more orders than this would take longer than the page itself. */
export const MAX_COUNT = 10_000
/** So does counting more orders of which more is read than the index of the list contains. */
export const MAX_FILTERED_COUNT = 500
/** A page of more orders than this is found faster by walking through the newest ones. */
const MAX_SORTED = 500

/** The shop's orders that match a filter, as a member may search them. */
export interface OrderSelection {
  shopId: string
  conditions: Sql[]
  statuses: OrderStatus[] | null
  fulfillments: FulfillmentStatus[] | null
  search: OrderSearch | null
  /** Of at most `maxCount` orders; null also for a search. */
  narrowest: Narrowest | null
  /** Counting stops at this number of orders: MAX_COUNT or MAX_FILTERED_COUNT. */
  maxCount: number
}

export interface OrderCount {
  /** At most the selection's `maxCount`. */
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
  tx: InTransaction<MerchantContext>,
  filter: OrderFilter,
): Promise<OrderSelection> {
  const { em, shop, permissions } = tx
  const typed = filter.search?.trim()
  const scope = { shopId: shop.id, mayReadBuyers: permissions.has('buyer.read') }
  const selection = selectionOf(filter, shop)
  if (typed) return { ...selection, search: await readOrderSearch(em, typed, scope), maxCount: MAX_COUNT }
  return { ...selection, narrowest: await findNarrowest(tx, filter, selection.maxCount) }
}

function selectionOf(filter: Omit<OrderFilter, 'search'>, shop: Shop): OrderSelection {
  const placed = placedConditions(filter, shop.timeZone)
  const others = orderConditions(filter)
  return {
    shopId: shop.id,
    conditions: [...placed, ...others],
    statuses: filter.status ? [...new Set(filter.status)] : null,
    fulfillments: filter.fulfillment ? [...new Set(filter.fulfillment)] : null,
    search: null,
    narrowest: null,
    maxCount: others.length ? MAX_FILTERED_COUNT : MAX_COUNT,
  }
}

/** Counts the orders, at most the selection's `maxCount`. */
export async function countSelection(
  { em }: InTransaction<MerchantContext>,
  selection: OrderSelection,
): Promise<OrderCount> {
  const { search, narrowest, maxCount } = selection
  const limit = maxCount + 1
  const { text, params } = search
    ? sql`${findOrdersBySearch(search, limit)}
        select count(*)::int as count, (select is_cut from reading) as is_wide from (
          ${isFiltered(selection) ? selectFound(selection) : sql`select from found`}) orders`
    : narrowest
      ? sql`${findBy(narrowest)} select count(*)::int as count, false as is_wide from (${selectFound(selection)}) orders`
      : sql`select count(*)::int as count, false as is_wide from (${selectByStatus(selection, limit)} limit ${limit}) orders`
  const [row] = await em.execute<{ count: number; is_wide: boolean }[]>(text, [...params])
  const { count = 0, is_wide: isWide = false } = row ?? {}
  return { count: Math.min(count, maxCount), isCapped: isWide || count > maxCount, isSearchWide: isWide }
}

/** A statement that counts the orders of a filter without a search, at most `limit`, as `count`. */
export const countUpTo = (filter: Omit<OrderFilter, 'search'>, shop: Shop, limit: number): Sql =>
  sql`select count(*)::int as count from (${selectByStatus(selectionOf(filter, shop), limit)} limit ${limit}) orders`

/** Whether more than the search narrows the list: otherwise the orders found need not be looked up to be counted. */
const isFiltered = ({ conditions, statuses, fulfillments }: OrderSelection): boolean =>
  conditions.length > 0 || statuses !== null || fulfillments !== null

/** Loads the rows of the newest orders after a place in the list. */
export function loadSelection(
  { em }: InTransaction<MerchantContext>,
  selection: OrderSelection,
  { after, limit, isSearchWide }: { after: OrderPosition | null; limit: number; isSearchWide: boolean },
): Promise<Record<string, unknown>[]> {
  const { shopId, search, narrowest } = selection
  const beyond = after ? [sql`(t.placed_at, t.id) < (${after.placedAt}::timestamptz, ${after.id}::uuid)`] : []
  const conditions = [...selection.conditions, ...beyond]
  const walked = { ...selection, conditions: search ? [...conditions, isFound(search)] : conditions }
  const [ctes, places] =
    search && !isSearchWide
      ? [findOrdersBySearch(search, MAX_COUNT + 1), selectFound({ ...selection, conditions })]
      : narrowest && narrowest.count <= MAX_SORTED
        ? [findBy(narrowest), selectFound({ ...selection, conditions })]
        : [sql``, selectByStatus(walked, limit)]
  const { text, params } = sql`${ctes} select t.* from (${places} ${NEWEST} limit ${limit}) newest
    cross join lateral (${selectById(shopId, sql`newest.id`)}) t ${NEWEST}`
  return em.execute<Record<string, unknown>[]>(text, [...params])
}

const NEWEST = sql`order by t.placed_at desc, t.id desc`

/** `limit 1` makes it one index lookup, whatever the statistics say. */
const selectById = (shopId: string, id: Sql): Sql =>
  sql`select * from "order" o where o.shop_id = ${shopId} and o.id = ${id} limit 1`

/** The CTE `found`, as findOrdersBySearch. */
const findBy = ({ orders }: Narrowest): Sql =>
  sql`with found as materialized (select distinct order_id from (${orders}) matching)`

/** The places of the orders of the CTE `found` that match. */
function selectFound({ shopId, conditions, statuses, fulfillments }: OrderSelection): Sql {
  const matching = [...conditions]
  if (statuses) matching.push(sql`t.status = any(${toArray(statuses)}::text[])`)
  if (fulfillments) matching.push(sql`t.fulfillment = any(${toArray(fulfillments)}::text[])`)
  return sql`select t.placed_at, t.id from found cross join lateral (${selectById(shopId, sql`found.order_id`)}) t
    where ${all(matching)}`
}

/**
 * The places of the newest orders that match, `limit` of each status and fulfillment. An index has them in this order, so the planner
 * need not sort, and whatever the statistics say, no other way is cheaper.
 */
function selectByStatus({ shopId, conditions, statuses, fulfillments }: OrderSelection, limit: number): Sql {
  const matching = all([sql`t.status = s.status`, sql`t.fulfillment = f.fulfillment`, ...conditions])
  return sql`select t.placed_at, t.id
    from unnest(${toArray(statuses ?? Object.values(OrderStatus))}::text[]) s (status)
    cross join unnest(${toArray(fulfillments ?? Object.values(FulfillmentStatus))}::text[]) f (fulfillment)
    cross join lateral (
      select t.placed_at, t.id from "order" t where t.shop_id = ${shopId} and ${matching} ${NEWEST} limit ${limit}) t`
}
