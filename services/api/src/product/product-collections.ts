import type { InTransaction, MerchantContext } from '../app/context.ts'
import { toArray, toUuidArray } from '../platform/db/sql.ts'
import type { ProblemList } from './problem-list.ts'
import { LIMITS } from './product-limits.ts'

type Tx = InTransaction<MerchantContext>

/** The ids of collections, each once; null if the product stays in those that it is in. */
export function parseCollectionIds(
  ids: readonly string[] | null | undefined,
  problems: ProblemList,
): string[] | null {
  if (!ids) return null
  if (ids.length > LIMITS.bulk) problems.add('TOO_MANY_ITEMS', 'collectionIds')
  return [...new Set(ids.slice(0, LIMITS.bulk))]
}

/**
 * Locks the collections, and those that the product is in, and adds NOT_FOUND for what is none of chosen products, and TOO_MANY_PRODUCTS for a full one. Collections are locked after
 * products, in id order.
 */
export async function checkCollections(
  { em, shop }: Tx,
  ids: readonly string[] | null,
  product: { id: string } | null,
  problems: ProblemList,
): Promise<void> {
  if (!ids || (ids.length === 0 && !product)) return
  const wanted = toUuidArray(ids)
  await em.execute(LOCK, [shop.id, wanted, shop.id, product?.id ?? null])
  const rows = await em.execute<{ id: string; isFull: boolean }[]>(FIND, [
    product?.id ?? null,
    LIMITS.productsOfCollection,
    shop.id,
    wanted,
  ])
  const known = new Map(rows.map((row) => [row.id, row]))
  for (const [index, id] of ids.entries()) {
    const collection = known.get(id)
    if (!collection) problems.add('NOT_FOUND', 'collectionIds', index)
    else if (collection.isFull) problems.add('TOO_MANY_PRODUCTS', 'collectionIds', index)
  }
}

const LOCK = `
  select from collection c where c.shop_id = ? and (c.id = any (?::uuid[]) or c.id in (
    select cp.collection_id from collection_product cp where cp.shop_id = ? and cp.product_id = ?::uuid))
  order by c.id for no key update of c`

const FIND = `
  select c.id, (select count(*) filter (where cp.product_id is distinct from ?::uuid) from collection_product cp
    where cp.shop_id = c.shop_id and cp.collection_id = c.id) >= ?::integer as "isFull"
  from collection c where c.shop_id = ? and c.id = any (?::uuid[]) and c.kind = 'MANUAL'`

/** Puts a product into these collections, as the last one of those that it enters, and takes it out of others; null leaves it where it is. One statement. */
export async function saveCollections(
  { em, shop }: Tx,
  productId: string,
  ids: readonly string[] | null,
): Promise<void> {
  if (ids) await em.execute(SAVE, [shop.id, productId, toArray(ids)])
}

// Another version: whoever edits one of these collections is shown what changed.
const SAVE = `
  with product as (select ?::uuid as shop_id, ?::uuid as id, ?::uuid[] as collections),
  left_ones as (
    delete from collection_product cp using product, collection c
    where cp.shop_id = product.shop_id and cp.product_id = product.id and not cp.collection_id = any (product.collections)
      and c.shop_id = cp.shop_id and c.id = cp.collection_id and c.kind = 'MANUAL'
    returning cp.collection_id
  ), entered as (
    insert into collection_product (shop_id, collection_id, product_id, position)
    select product.shop_id, c.id, product.id,
      coalesce((select max(cp.position) + 1 from collection_product cp where cp.shop_id = product.shop_id and cp.collection_id = c.id), 0)
    from product, unnest(product.collections) c (id)
    on conflict (shop_id, collection_id, product_id) do nothing
    returning collection_id
  )
  update collection c set version = gen_random_uuid(), updated_at = now() from product
  where c.shop_id = product.shop_id and c.id in (select collection_id from left_ones union all select collection_id from entered)`
