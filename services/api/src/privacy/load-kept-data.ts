import type { InTransaction, ShopContext } from '../app/context.ts'
import { toArray } from '../platform/db/sql.ts'
import { YEARS_KEPT, type KeptKind } from './kept-data.ts'

/** Something that stays although the buyer is erased. */
export interface KeptData {
  kind: KeptKind
  count: number
  /** The last day on which it must be kept: an ISO date in the shop's time zone. */
  until: string
}

/** What is kept of these orders, each until the end of the tenth year after its newest piece. Call it before the orders are erased: VAT numbers lead to their checks. */
export async function loadKeptData(
  { em, shop }: InTransaction<ShopContext>,
  orderIds: readonly string[],
): Promise<KeptData[]> {
  const rows = await em.execute<{ kind: KeptKind; count: number; year: number }[]>(
    `with ids as (select unnest(?::uuid[]) as id), kept as (
       select 'ORDERS' as kind, o.placed_at as at from "order" o join ids using (id) where o.shop_id = ?
       union all
       select 'INVOICES', i.issued_at from invoice i join ids on ids.id = i.order_id where i.shop_id = ?
       union all
       select 'LEDGER', l.at from ledger_entry l join ids on ids.id = l.order_id where l.shop_id = ?
       union all
       select 'PAYMENT_REFERENCES', a.opened_at from payment_attempt a join ids on ids.id = a.order_id
         where a.shop_id = ? and a.bank_transaction_id is not null
       union all
       select 'PAYMENT_REFERENCES', c.certified_at from card_payment p join ids on ids.id = p.order_id
         join certification c on c.shop_id = p.shop_id and c.payment_id = p.id where p.shop_id = ?
       union all
       select 'PAYMENT_REFERENCES', r.recorded_at from refund r join ids on ids.id = r.order_id where r.shop_id = ?
       union all
       select 'VAT_CHECKS', v.recorded_at from vat_check v where v.shop_id = ?
         and v.number in (select o.vat_number from "order" o join ids using (id) where o.shop_id = ?)
     )
     select kind, count(*)::integer as count, extract(year from max(at) at time zone ?)::integer as year from kept group by kind`,
    [toArray(orderIds), ...Array.from({ length: 8 }, () => shop.id), shop.timeZone],
  )
  return rows.map(({ kind, count, year }) => ({ kind, count, until: `${year + YEARS_KEPT}-12-31` }))
}
