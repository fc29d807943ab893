import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'

export interface FilterChoices {
  /** Gateway accounts by name, with those that the shop has removed. */
  banks: { id: string; name: string }[]
  /** ISO 3166-1 alpha-2 codes, ascending. */
  countries: string[]
}

/** What there is to filter the shop's orders by, in one statement. */
export async function loadFilterChoices(ctx: MerchantContext): Promise<FilterChoices> {
  const rows = await inTransaction(ctx, ({ em, shop }) =>
    em.execute<FilterChoices[]>(SELECT, [shop.id, shop.id, shop.id, shop.id]),
  )
  return rows[0] ?? { banks: [], countries: [] }
}

/** One index lookup for each country, however many orders there are. */
const SELECT = `
  with recursive country (code) as (
    select min(shipping_country) from "order" where shop_id = ?
    union all
    select (select min(o.shipping_country) from "order" o where o.shop_id = ? and o.shipping_country > country.code)
      from country where country.code is not null
  )
  select (select coalesce(json_agg(json_build_object('id', g.id, 'name', g.name) order by g.name, g.id), '[]')
      from gateway_account g where g.shop_id = ? and (g.archived_at is null
        or exists (select from payment_attempt p where p.shop_id = ? and p.gateway_account_id = g.id))) as banks,
    (select coalesce(json_agg(code order by code), '[]') from country where code is not null) as countries`
