import type { InTransaction, WorkerContext } from '../app/context.ts'
import { toArray } from '../platform/db/sql.ts'
import type { ImportPlan } from './plan-import.ts'

type Tx = InTransaction<WorkerContext>

/** Stores the numbers of products in the site that the file comes from, by which its other files name them, and what to set back when the import is undone. */
export async function writeSources(tx: Tx, importId: string, { sources, site }: ImportPlan): Promise<void> {
  // Of two products with one id, the last one has it.
  const byId = new Map(sources.map((source) => [source.externalId, source]))
  const rows = [...byId.values()].map(({ externalId, productId, basePrice }) => ({
    external_id: externalId,
    product_id: productId,
    base_price: basePrice,
  }))
  if (rows.length > 0) await tx.em.execute(WRITE, [tx.shop.id, importId, site, JSON.stringify(rows)])
}

const WRITE = `
  with import as (select ?::uuid as shop_id, ?::uuid as id, ?::text as site),
  rows as (
    select import.shop_id, import.id as import_id, import.site, r.external_id, r.product_id, coalesce(r.base_price, s.base_price) as base_price,
      s.product_id as product_id_before, s.base_price as base_price_before
    from import, jsonb_to_recordset(?::jsonb) as r (external_id text, product_id uuid, base_price integer)
      left join lateral (
        select s.product_id, s.base_price from product_source s
        where s.shop_id = import.shop_id and s.source = 'PRESTASHOP' and s.site = import.site and s.external_id = r.external_id offset 0
      ) s on true
  ), noted as (
    insert into product_import_source (shop_id, import_id, site, external_id, product_id, base_price, product_id_before, base_price_before)
    select shop_id, import_id, site, external_id, product_id, base_price, product_id_before, base_price_before from rows
    where (product_id, base_price) is distinct from (product_id_before, base_price_before)
  )
  insert into product_source (shop_id, source, site, external_id, product_id, base_price)
  select shop_id, 'PRESTASHOP', site, external_id, product_id, base_price from rows
  on conflict (shop_id, source, site, external_id) do update set product_id = excluded.product_id, base_price = excluded.base_price`

/**
 * Sets back the numbers of products that an import gave, unless a later one has given them again. It comes before the new products are deleted.
 * @param keptProductIds products that undoing leaves as they are: they keep their numbers
 */
export async function undoSources(tx: Tx, importId: string, keptProductIds: string[]): Promise<void> {
  const kept = toArray(keptProductIds)
  await tx.em.execute(REMOVE, [tx.shop.id, importId, kept])
  await tx.em.execute(RESTORE, [tx.shop.id, importId, kept])
}

const REMOVE = `
  delete from product_source s using product_import_source i
  where i.shop_id = ? and i.import_id = ? and not i.product_id = any (?::uuid[])
    and s.shop_id = i.shop_id and s.source = 'PRESTASHOP' and s.site = i.site and s.external_id = i.external_id
    and s.product_id = i.product_id and s.base_price is not distinct from i.base_price`

const RESTORE = `
  insert into product_source (shop_id, source, site, external_id, product_id, base_price)
  select i.shop_id, 'PRESTASHOP', i.site, i.external_id, i.product_id_before, i.base_price_before
  from product_import_source i join product p on p.shop_id = i.shop_id and p.id = i.product_id_before
  where i.shop_id = ? and i.import_id = ? and not i.product_id = any (?::uuid[])
  on conflict (shop_id, source, site, external_id) do nothing`
