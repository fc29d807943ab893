import type { InTransaction, MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'
import { BRAND_NAMES } from './export-texts.ts'
import type { OrderFilter } from './order-filter.type.ts'
import { Order } from './order.entity.ts'
import { countSelection, loadSelection, readOrderSelection, type OrderPosition } from './select-orders.ts'
import { writeOrderHeader, writeOrderRows } from './write-order-row.ts'

const ORDERS_PER_PAGE = 500

/**
 * Writes the orders that match the filter as a CSV file, newest first, piece by piece: no transaction stays open while a slow client
 * receives it.
 */
export async function* exportOrders(ctx: MerchantContext, filter: OrderFilter): AsyncGenerator<string> {
  const options = {
    language: ctx.language,
    timeZone: ctx.shop.timeZone,
    hasBuyers: ctx.permissions.has('buyer.read'),
  }
  yield writeOrderHeader(options)
  const isSearchWide = filter.search ? await inTransaction(ctx, (tx) => findsVeryMany(tx, filter)) : false
  let after: OrderPosition | null = null
  do {
    const page: Page = await inTransaction(ctx, (tx) => loadPage(tx, filter, { after, isSearchWide }))
    yield writeOrderRows(page.orders, page.payments, options)
    after = page.last
  } while (after)
}

/** How a search is done depends on how much it finds. */
const findsVeryMany = async (tx: InTransaction<MerchantContext>, filter: OrderFilter): Promise<boolean> =>
  (await countSelection(tx, await readOrderSelection(tx, filter))).isSearchWide

interface Page {
  orders: Order[]
  /** How each order was paid, by its id: a brand of cards or the name of a bank. */
  payments: ReadonlyMap<string, string>
  /** Null when nothing follows. */
  last: OrderPosition | null
}

async function loadPage(
  tx: InTransaction<MerchantContext>,
  filter: OrderFilter,
  place: { after: OrderPosition | null; isSearchWide: boolean },
): Promise<Page> {
  const selection = await readOrderSelection(tx, filter)
  const rows = await loadSelection(tx, selection, { ...place, limit: ORDERS_PER_PAGE })
  const orders = rows.map((row) => tx.em.map(Order, row))
  const found = await tx.em.execute<{ id: string; payment: string | null; placed_at: string }[]>(PAYMENTS, [
    tx.shop.id,
    toArray(orders.map(({ id }) => id)),
  ])
  const placedAt = new Map(found.map((row) => [row.id, row.placed_at]))
  const lastId = orders.at(-1)?.id
  return {
    orders,
    payments: new Map(found.map(({ id, payment }) => [id, BRAND_NAMES[payment ?? ''] ?? payment ?? ''])),
    last:
      lastId && orders.length === ORDERS_PER_PAGE
        ? { id: lastId, placedAt: placedAt.get(lastId) ?? '' }
        : null,
  }
}

const PAYMENTS = `
  select o.id, o.placed_at::text as placed_at, coalesce(
    (select p.brand from card_payment p where p.shop_id = o.shop_id and p.order_id = o.id
     order by p.taken_at desc, p.id desc limit 1),
    (select a.bank_name from payment_attempt a where a.shop_id = o.shop_id and a.order_id = o.id
     order by a.opened_at desc, a.id desc limit 1)) as payment
  from "order" o where o.shop_id = ? and o.id = any(?::uuid[])`
