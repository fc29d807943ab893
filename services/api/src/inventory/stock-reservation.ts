import { notifyAfterCommit } from '../platform/db/notify-soon.ts'
import { toArray } from '../platform/db/sql.ts'
import type { InTransaction, ShopContext } from '../app/context.ts'

export interface StockLine {
  variantId: string
  quantity: number
}

/**
 * Reserves the stock of all lines, or of none. Returns the ids of the variants that are short; empty when all were reserved.
 * Rows are locked in id order, so that concurrent orders cannot deadlock.
 */
export async function reserveStock(tx: InTransaction<ShopContext>, lines: StockLine[]): Promise<string[]> {
  const short = await tx.em.execute<{ variant_id: string }[]>(RESERVE, [
    JSON.stringify(lines.map((line) => ({ variant_id: line.variantId, quantity: line.quantity }))),
    tx.shop.id,
  ])
  if (short.length === 0) notifyAfterCommit(tx.em, tx.app, 'shop_changed')
  return short.map((row) => row.variant_id)
}

/** Reserves the stock of an expired order again, all or none, for a late payment. False when any variant is short. */
export async function reserveStockAgain(tx: InTransaction<ShopContext>, orderId: string): Promise<boolean> {
  const lines = await tx.em.execute<StockLine[]>(
    'select variant_id as "variantId", quantity from order_line where shop_id = ? and order_id = ?',
    [tx.shop.id, orderId],
  )
  return (await reserveStock(tx, lines)).length === 0
}

/**
 * Returns the stock of orders. Only change-order-status.ts calls it, so that stock is returned once when an order ends. Rows are
 * locked in id order, each once.
 */
export async function releaseStock(tx: InTransaction<ShopContext>, orderIds: string[]): Promise<void> {
  await tx.em.execute(RELEASE, [tx.shop.id, toArray(orderIds)])
  notifyAfterCommit(tx.em, tx.app, 'shop_changed')
}

const RESERVE = `
  with requested as (
    select variant_id, sum(quantity) as quantity
      from jsonb_to_recordset(?::jsonb) as r (variant_id uuid, quantity integer) group by variant_id
  ), locked as (
    select s.variant_id, s.available, r.quantity from stock s join requested r on r.variant_id = s.variant_id
      where s.shop_id = ? order by s.variant_id for update of s
  ), short as (
    select r.variant_id from requested r left join locked l on l.variant_id = r.variant_id
      where l.available is null or l.available < r.quantity
  ), reserved as (
    update stock s set reserved = s.reserved + l.quantity from locked l
      where s.variant_id = l.variant_id and not exists (select from short)
  )
  select variant_id from short order by variant_id`

const RELEASE = `
  with returned as (
    select variant_id, sum(quantity) as quantity from order_line where shop_id = ? and order_id = any(?::uuid[]) group by variant_id
  ), locked as (
    select s.variant_id, r.quantity from stock s join returned r on r.variant_id = s.variant_id
      order by s.variant_id for update of s
  )
  update stock s set reserved = s.reserved - l.quantity from locked l where s.variant_id = l.variant_id`
