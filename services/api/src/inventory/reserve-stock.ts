import type { InTransaction, ShopContext } from '../app/context.ts'

export interface StockLine {
  variantId: string
  quantity: number
}

/**
 * Takes what all the lines want, or nothing. Returns the ids of variants of which not enough is left (none: all taken).
 * Rows are locked in the order of their ids, so that two orders never wait for each other in a ring.
 */
export async function reserveStock(tx: InTransaction<ShopContext>, lines: StockLine[]): Promise<string[]> {
  const short = await tx.em.execute<{ variant_id: string }[]>(TAKE, [
    JSON.stringify(lines.map((line) => ({ variant_id: line.variantId, quantity: line.quantity }))),
    tx.shop.id,
  ])
  return short.map((row) => row.variant_id)
}

const TAKE = `
  with wanted as (
    select variant_id, sum(quantity) as quantity
      from jsonb_to_recordset(?::jsonb) as w (variant_id uuid, quantity integer) group by variant_id
  ), held as (
    select s.variant_id, s.available, w.quantity from stock s join wanted w on w.variant_id = s.variant_id
      where s.shop_id = ? order by s.variant_id for update of s
  ), short as (
    select w.variant_id from wanted w left join held h on h.variant_id = w.variant_id
      where h.available is null or h.available < w.quantity
  ), taken as (
    update stock s set available = s.available - h.quantity from held h
      where s.variant_id = h.variant_id and not exists (select from short)
  )
  select variant_id from short order by variant_id`
